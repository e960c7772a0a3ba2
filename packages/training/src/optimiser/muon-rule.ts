import { Orthogonaliser } from "@fagr/wasm-gradients";
import { adamRule } from "./adam-rules";
import type { CompleteOptimiser } from "./optimiser-options";
import type { UpdateRule } from "./update-rule";

/**
 * Muon (Jordan et al. 2024): a step along the nearest orthogonal matrix to the velocity, so that every direction of a
 * convolution is learned at the same pace. Only kernels that mix channels are such matrices; depthwise kernels, heads,
 * batch normalisation and slopes take Adam's steps.
 */
export function muonRule(
  length: number,
  { momentum, rounds, adamRate, ...adamSettings }: CompleteOptimiser<"muon">,
): UpdateRule {
  const adam = adamRule(length, adamSettings);
  // Adam has no first moment where Muon has a velocity.
  const velocity = adam.state.firstMoment!;
  const orthogonaliser = new Orthogonaliser();
  return {
    state: adam.state,
    apply(values, slice) {
      const { gradient, scale, learningRate, begin, end, slot } = slice;
      if (slot.kind !== "kernel") {
        adam.apply(values, { ...slice, learningRate: learningRate * adamRate });
        return;
      }
      const columns = slot.shape.at(-1)!;
      const rows = (end - begin) / columns;
      const step = new Float32Array(end - begin);
      for (let index = begin; index < end; index++) {
        const g = (1 - momentum) * gradient[index]! * scale;
        const v = momentum * velocity[index]! + g;
        velocity[index] = v;
        step[index - begin] = momentum * v + g;
      }
      orthogonaliser.apply(step, { rows, columns, rounds });
      // Outputs that outnumber the inputs are each moved as far as a square matrix would move them.
      const rate = learningRate * Math.sqrt(Math.max(1, columns / rows));
      for (let index = begin; index < end; index++) values[index]! -= rate * step[index - begin]!;
    },
  };
}
