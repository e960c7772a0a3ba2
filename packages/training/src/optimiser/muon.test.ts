import { createRandom } from "@fagr/core/sampling";
import { Orthogonaliser } from "@fagr/wasm-gradients";
import { describe, expect, it } from "@jest/globals";
import type { ParameterLayout } from "../network/parameters";
import { createOptimiser } from "./optimiser";

const layout: ParameterLayout = {
  length: 24 + 9,
  slots: [
    { name: "conv/kernel", kind: "kernel", shape: [1, 1, 4, 6], trainable: true, offset: 0, length: 24 },
    { name: "conv/depthwise", kind: "depthwiseKernel", shape: [3, 3, 1, 1], trainable: true, offset: 24, length: 9 },
  ],
};
const random = createRandom(3);
const gradients = Array.from({ length: 3 }, () => Float32Array.from({ length: layout.length }, () => random() - 0.5));

function run(options: Parameters<typeof createOptimiser>[1], learningRate: number) {
  const values = new Float32Array(layout.length).fill(1);
  const optimiser = createOptimiser(layout, options);
  for (const gradient of gradients) optimiser.update(values, { gradient, learningRate });
  return { values, optimiser };
}

describe("muon", () => {
  const { values } = run({ kind: "muon" }, 0.02);

  it("moves a kernel along the orthogonalised velocity, Nesterov's, further where outputs outnumber inputs", () => {
    const expected = new Float32Array(24).fill(1);
    const velocity = new Float32Array(24);
    for (const gradient of gradients) {
      for (let index = 0; index < 24; index++) velocity[index] = 0.95 * velocity[index]! + 0.05 * gradient[index]!;
      const step = velocity.map((value, index) => 0.95 * value + 0.05 * gradient[index]!);
      new Orthogonaliser().apply(step, { rows: 4, columns: 6 });
      for (let index = 0; index < 24; index++) expected[index]! -= 0.02 * Math.sqrt(6 / 4) * step[index]!;
    }
    for (let index = 0; index < 24; index++) expect(values[index]).toBeCloseTo(expected[index]!, 5);
  });

  it("takes Adam's steps elsewhere, at its share of the rate", () => {
    const adam = run({ kind: "adam" }, 0.003).values;
    for (let index = 24; index < 33; index++) expect(values[index]).toBeCloseTo(adam[index]!, 6);
    const other = run({ kind: "muon", adamRate: 0.5, beta1: 0.8 }, 0.02).values;
    const otherAdam = run({ kind: "adam", beta1: 0.8 }, 0.01).values;
    for (let index = 24; index < 33; index++) expect(other[index]).toBeCloseTo(otherAdam[index]!, 6);
  });

  it("does not care how large a kernel's gradient is", () => {
    const large = new Float32Array(layout.length).fill(1);
    const optimiser = createOptimiser(layout, { kind: "muon" });
    for (const gradient of gradients)
      optimiser.update(large, { gradient: gradient.map((value) => value * 1000), learningRate: 0.02 });
    for (let index = 0; index < 24; index++) expect(large[index]).toBeCloseTo(values[index]!, 4);
  });
});
