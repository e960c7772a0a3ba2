import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { batchNormActivation, registerWasmGradients } from "./index";

beforeAll(() => registerWasmGradients());

function randomValues(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** Largest difference as a share of the largest expected value. */
function relativeError(expected: ArrayLike<number>, received: ArrayLike<number>): number {
  let largest = 0;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    largest = Math.max(largest, Math.abs(expected[index]!));
    difference = Math.max(difference, Math.abs(expected[index]! - received[index]!));
  }
  return received.length === expected.length ? difference / largest : Number.POSITIVE_INFINITY;
}

/** Runs a function on tfjs-cpu and on tfjs-wasm and compares what it returns; nothing may leak on wasm. */
async function compareBackends(run: () => tf.Tensor[]): Promise<number[]> {
  const results: Float32Array[][] = [];
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    expect(tf.getBackend()).toBe(name);
    const before = tf.memory().numTensors;
    const buffersBefore = tf.memory().numDataBuffers;
    const tensors = run();
    results.push(tensors.map((tensor) => tensor.dataSync<"float32">().slice()));
    tf.dispose(tensors);
    expect([tf.memory().numTensors, tf.memory().numDataBuffers]).toEqual([before, buffersBefore]);
  }
  return results[0]!.map((expected, index) => relativeError(expected, results[1]![index]!));
}

type Padding = "same" | "valid" | number | [[0, 0], [number, number], [number, number], [0, 0]];

const convolutions: [x: number[], filter: number[], stride: number | [number, number], pad: Padding][] = [
  [[2, 20, 20, 3], [3, 3, 3, 48], 2, "same"],
  [[3, 9, 9, 48], [1, 1, 48, 24], 1, "same"],
  [[2, 4, 4, 24], [1, 1, 24, 96], 1, "same"],
  [[2, 5, 5, 7], [1, 1, 7, 5], 1, "same"],
  [[1, 1, 1, 512], [1, 1, 512, 128], 1, "same"],
  [[2, 9, 8, 16], [3, 3, 16, 24], 1, "same"],
  [[2, 9, 8, 5], [3, 3, 5, 11], 1, "valid"],
  [[2, 10, 7, 6], [5, 3, 6, 9], [2, 3], "valid"],
  [[2, 6, 6, 4], [1, 1, 4, 8], 2, "same"],
  [[2, 6, 6, 4], [3, 3, 4, 8], 1, 2],
  [
    [1, 6, 7, 4],
    [3, 3, 4, 8],
    2,
    [
      [0, 0],
      [2, 1],
      [0, 3],
      [0, 0],
    ],
  ],
];

const depthwise: [x: number[], filter: number[], stride: number, pad: Padding][] = [
  [[2, 15, 15, 12], [3, 3, 12, 1], 1, "same"],
  [[2, 15, 15, 12], [3, 3, 12, 1], 2, "same"],
  [[2, 16, 16, 12], [3, 3, 12, 1], 2, "same"],
  [[2, 4, 4, 64], [4, 4, 64, 1], 1, "valid"],
  [[3, 7, 7, 8], [3, 3, 8, 1], 1, "valid"],
  [[2, 5, 6, 7], [3, 3, 7, 1], 1, "same"],
  [[2, 6, 5, 13], [5, 3, 13, 1], 2, "same"],
  [[2, 8, 8, 4], [3, 3, 4, 1], 3, "valid"],
  [[2, 1, 1, 8], [3, 3, 8, 1], 1, "same"],
  [[2, 2, 1, 8], [3, 3, 8, 1], 1, "same"],
  [[2, 2, 2, 8], [3, 3, 8, 1], 1, "same"],
  [[2, 6, 6, 8], [3, 3, 8, 1], 1, 2],
  [
    [1, 6, 7, 6],
    [3, 3, 6, 1],
    1,
    [
      [0, 0],
      [0, 1],
      [3, 0],
      [0, 0],
    ],
  ],
];

describe("convolution gradients against tfjs-cpu", () => {
  it.each(convolutions)("conv %j, filter %j, stride %j, padding %j", async (xShape, filterShape, stride, pad) => {
    const errors = await compareBackends(() =>
      tf.tidy(() => gradientsOf((x, filter) => tf.conv2d(x, filter, stride, pad as "same"), xShape, filterShape)),
    );
    expect(Math.max(...errors)).toBeLessThan(5e-6);
  });

  it.each(depthwise)("depthwise %j, filter %j, stride %j, padding %j", async (xShape, filterShape, stride, pad) => {
    const errors = await compareBackends(() =>
      tf.tidy(() =>
        gradientsOf((x, filter) => tf.depthwiseConv2d(x, filter, stride, pad as "same"), xShape, filterShape),
      ),
    );
    expect(Math.max(...errors)).toBeLessThan(5e-6);
  });

  it("says what it cannot do", async () => {
    await tf.setBackend("wasm");
    expect(() =>
      gradientsOf((x, filter) => tf.depthwiseConv2d(x, filter, 1, "same"), [1, 4, 4, 2], [3, 3, 2, 2]),
    ).toThrow(/channel multiplier of 1/);
  });
});

function gradientsOf(
  operation: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor4D,
  xShape: number[],
  filterShape: number[],
): tf.Tensor[] {
  const x = tf.tensor4d(randomValues(tf.util.sizeFromShape(xShape), 1), xShape as [number, number, number, number]);
  const filter = tf.tensor4d(
    randomValues(tf.util.sizeFromShape(filterShape), 2),
    filterShape as [number, number, number, number],
  );
  const outShape = tf.tidy(() => operation(x, filter).shape);
  const dy = tf.tensor4d(randomValues(tf.util.sizeFromShape(outShape), 3), outShape);
  return tf.grads(operation as never)([x, filter], dy);
}

describe("batchNormActivation against the composition on tfjs-cpu", () => {
  it.each([
    [[4, 16, 16, 48], true, false],
    [[4, 8, 8, 96], false, true],
    [[3, 5, 5, 7], true, true],
    [[130, 6], true, false],
    [[2, 1, 1, 512], false, false],
  ])("shape %j, PReLU %j, residual %j", async (shape, activate, addResidual) => {
    const C = shape.at(-1)!;
    const errors = await compareBackends(() =>
      tf.tidy(() => {
        // Far from zero, where a careless variance would lose its digits.
        const x = tf.add(tf.tensor(randomValues(tf.util.sizeFromShape(shape), 4), shape), 10);
        const gamma = tf.tensor1d(randomValues(C, 5).map((value) => 1 + value / 2));
        const beta = tf.tensor1d(randomValues(C, 6));
        const alpha = tf.tensor1d(randomValues(C, 7).map((value) => 0.25 + value / 4));
        const residual = tf.tensor(randomValues(tf.util.sizeFromShape(shape), 8), shape);
        const dy = tf.tensor(randomValues(tf.util.sizeFromShape(shape), 9), shape);
        const parameters = [x, gamma, beta, ...(activate ? [alpha] : []), ...(addResidual ? [residual] : [])];
        let statistics: tf.Tensor[] = [];
        const operation = (...tensors: tf.Tensor[]) => {
          const { y, mean, variance } = batchNormActivation({
            x: tensors[0]!,
            gamma: tensors[1] as tf.Tensor1D,
            beta: tensors[2] as tf.Tensor1D,
            alpha: activate ? (tensors[3] as tf.Tensor1D) : undefined,
            residual: addResidual ? tensors.at(-1) : undefined,
            epsilon: 1e-3,
          });
          statistics = [mean, variance, y].map((tensor) => tf.keep(tensor.clone()));
          return y;
        };
        const gradients = tf.grads(operation as never)(parameters, dy);
        const kept = statistics.map((tensor) => tensor.clone());
        tf.dispose(statistics);
        return [...kept, ...gradients];
      }),
    );
    expect(Math.max(...errors)).toBeLessThan(2e-5);
  });
});
