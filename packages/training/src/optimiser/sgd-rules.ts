import type { CompleteOptimiser } from "./optimiser-options";
import type { UpdateRule } from "./update-rule";

export function sgdRule(): UpdateRule {
  return {
    state: {},
    apply(values, { gradient, scale, learningRate, begin, end }) {
      const rate = learningRate * scale;
      for (let index = begin; index < end; index++) values[index]! -= rate * gradient[index]!;
    },
  };
}

export function momentumRule(length: number, { momentum, nesterov }: CompleteOptimiser<"momentum">): UpdateRule {
  const velocity = new Float32Array(length);
  return {
    state: { velocity },
    apply(values, { gradient, scale, learningRate, begin, end }) {
      for (let index = begin; index < end; index++) {
        const g = gradient[index]! * scale;
        const v = momentum * velocity[index]! + g;
        velocity[index] = v;
        values[index]! -= learningRate * (nesterov ? g + momentum * v : v);
      }
    },
  };
}
