import type { CompleteOptimiser } from "./optimiser-options";
import type { UpdateRule } from "./update-rule";

/** What Adam's step takes, by itself or within Muon. */
type AdamSettings = Pick<CompleteOptimiser<"adam">, "beta1" | "beta2" | "epsilon">;

/** Algorithm 1 of Kingma and Ba (2015). */
export function adamRule(length: number, { beta1, beta2, epsilon }: AdamSettings): UpdateRule {
  const firstMoment = new Float32Array(length);
  const secondMoment = new Float32Array(length);
  return {
    state: { firstMoment, secondMoment },
    apply(values, { gradient, scale, learningRate, updates, begin, end }) {
      const rate = learningRate / (1 - beta1 ** updates);
      const correction = 1 / Math.sqrt(1 - beta2 ** updates);
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        const m = beta1 * firstMoment[index]! + (1 - beta1) * g;
        const v = beta2 * secondMoment[index]! + (1 - beta2) * g * g;
        firstMoment[index] = m;
        secondMoment[index] = v;
        values[index]! -= (rate * m) / (Math.sqrt(v) * correction + epsilon);
      }
    },
  };
}

/** Algorithm 2 of Kingma and Ba (2015). */
export function adamaxRule(length: number, { beta1, beta2, epsilon }: AdamSettings): UpdateRule {
  const firstMoment = new Float32Array(length);
  const largest = new Float32Array(length);
  return {
    state: { firstMoment, largest },
    apply(values, { gradient, scale, learningRate, updates, begin, end }) {
      const rate = learningRate / (1 - beta1 ** updates);
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        const m = beta1 * firstMoment[index]! + (1 - beta1) * g;
        const u = Math.max(beta2 * largest[index]!, Math.abs(g));
        firstMoment[index] = m;
        largest[index] = u;
        values[index]! -= (rate * m) / (u + epsilon);
      }
    },
  };
}
