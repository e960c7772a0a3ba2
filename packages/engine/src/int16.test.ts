import { describe, expect, it, test } from "@jest/globals";
import type { Activation, GraphOperation } from "./graph";
import { compileKernels } from "./kernels";
import { int16Columns, packInt16Panels } from "./pack-int16";
import { Runner } from "./runner";
import { randomNumbers, writeInput } from "./test-support";

/** Largest whole number on the left of a product; see assembly/quantize-rows.ts. */
const largestLeft = 8191;

interface Product {
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
  readonly kernel: Float32Array;
  readonly pixels: Float32Array;
}

const randomProduct = (rows: number, inputs: number, units: number): Product => ({
  rows,
  inputs,
  units,
  kernel: randomNumbers(inputs * units, 7),
  pixels: randomNumbers(rows * inputs, 1),
});

const padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** What the engine makes of it in whole numbers, bias and what follows included. */
async function multiply({ rows, inputs, units, kernel, pixels }: Product, more: readonly GraphOperation[] = []) {
  const bias = randomNumbers(units, 3);
  const operations: GraphOperation[] = [
    { kind: "convolution", name: "product", input: "in", kernelSize: [1, 1], stride: 1, padding, kernel, bias },
    ...more,
  ];
  const graph = {
    input: { name: "in", shape: [rows, 1, inputs] as const },
    operations,
    outputs: [operations.at(-1)!.name],
  };
  const runner = new Runner(graph, await compileKernels(), { arithmetic: "int16" });
  writeInput(runner, pixels, 0);
  runner.run();
  return { received: runner.read(operations.at(-1)!.name), bias };
}

/** Each sum in float64, and how far from it rounding on both sides may lead. */
function sumsOf({ rows, inputs, units, kernel, pixels }: Product, bias: Float32Array) {
  const { scales } = packInt16Panels(kernel, { units, run: inputs, pitch: inputs });
  return Array.from({ length: rows * units }, (_, at) => {
    const [row, unit] = [Math.floor(at / units), at % units];
    const left = [...pixels.subarray(row * inputs, (row + 1) * inputs)];
    const right = left.map((_, k) => kernel[k * units + unit]!);
    const leftStep = Math.max(...left.map(Math.abs)) / largestLeft / 2;
    const rightStep = scales[unit]! / 2;
    const sum = left.reduce((total, value, k) => total + value * right[k]!, bias[unit]!);
    const bound = left.reduce(
      (total, value, k) => total + Math.abs(value) * rightStep + (Math.abs(right[k]!) + rightStep) * leftStep,
      1e-5,
    );
    return { sum, bound };
  });
}

describe("products in whole numbers", () => {
  test.each([
    [1, 48, 16],
    [3, 52, 48],
    [4, 96, 28],
    [5, 60, 44],
    [70, 48, 96],
    [260, 384, 24],
  ])("of %d rows of %d by %d columns keep the bound of their rounding", async (rows, inputs, units) => {
    const product = randomProduct(rows, inputs, units);
    const { received, bias } = await multiply(product);
    const sums = sumsOf(product, bias);
    expect(sums.filter(({ sum, bound }, at) => !(Math.abs(received[at]! - sum) <= bound))).toEqual([]);
    expect(Math.max(...sums.map(({ bound }) => bound))).toBeLessThan(0.1);
  });

  test("do not overflow where all numbers are as large as can be", async () => {
    const same = { kernel: new Float32Array(1024 * 24).fill(-0.75), pixels: new Float32Array(1024 * 2).fill(1000) };
    const { received, bias } = await multiply({ rows: 2, inputs: 1024, units: 24, ...same });
    // The unit of such weights is a part in 255 of them.
    for (const [at, value] of received.entries())
      expect(Math.abs(value / (bias[at % 24]! - 768_000) - 1)).toBeLessThan(1 / 255);
  });

  const activations: Activation[] = [
    { kind: "prelu", slopes: randomNumbers(52, 5) },
    { kind: "clip", minimum: 0, maximum: 1.5 },
  ];
  test.each(activations)("are followed by what follows a product of floats: $kind", async (activation) => {
    const product = randomProduct(7, 52, 52);
    const { received, bias } = await multiply(product, [
      { kind: "activation", name: "bent", input: "product", activation },
      { kind: "sum", name: "sum", inputs: ["bent", "in"] },
    ]);
    const bend = (value: number, channel: number) =>
      activation.kind === "clip"
        ? Math.min(Math.max(value, activation.minimum), activation.maximum)
        : value < 0
          ? value * activation.slopes[channel]!
          : value;
    for (const [at, { sum, bound }] of sumsOf(product, bias).entries())
      expect(Math.abs(received[at]! - bend(sum, at % 52) - product.pixels[at]!)).toBeLessThanOrEqual(bound);
  });

  test("have a unit for each row: one of nothing, one of hardly anything, and one that is broken leave the others alone", async () => {
    const product = randomProduct(6, 64, 24);
    const { pixels } = product;
    pixels.fill(0, 0, 64);
    for (let at = 64; at < 128; at++) pixels[at]! *= 1e-38;
    pixels[128] = Number.NaN;
    pixels[255] = Number.NEGATIVE_INFINITY;
    for (let at = 256; at < 320; at++) pixels[at]! *= 1e20;
    const { received, bias } = await multiply(product);
    const row = (index: number) => received.subarray(index * 24, (index + 1) * 24);
    expect([...row(0)]).toEqual([...bias]);
    expect([...row(1)]).toEqual([...bias]);
    expect([...row(2)].every(Number.isNaN)).toBe(true);
    expect([...row(3)].every(Number.isNaN)).toBe(true);
    const sums = sumsOf(product, bias);
    for (let at = 4 * 24; at < 6 * 24; at++)
      expect(Math.abs(received[at]! - sums[at]!.sum)).toBeLessThanOrEqual(sums[at]!.bound);
  });
});

test("patches of odd length get a zero", async () => {
  const [bias, kernel] = [new Float32Array(16), randomNumbers(5 * 5 * 3 * 16, 7)];
  const step = { kind: "convolution", name: "out", input: "in", kernelSize: [5, 5], stride: 1, padding } as const;
  const graph = {
    input: { name: "in", shape: [6, 6, 3] as const },
    operations: [{ ...step, kernel, bias }],
    outputs: ["out"],
  };
  const [floats, integers] = await Promise.all(
    (["float32", "int16"] as const).map(async (arithmetic) => {
      const runner = new Runner(graph, await compileKernels(), { arithmetic });
      writeInput(runner, randomNumbers(108, 2), 0);
      runner.run();
      return runner.read("out");
    }),
  );
  expect(integers).not.toEqual(floats);
  for (const [at, value] of integers!.entries()) expect(Math.abs(value - floats![at]!)).toBeLessThan(0.01);
});

it("fills missing columns with zeros and pairs rows", () => {
  const { panels, scales } = packInt16Panels(Float32Array.of(1, -2, 3), { units: 1, run: 3, pitch: 3 });
  const numbers = new Int16Array(panels.buffer);
  const pair = 2 * int16Columns;
  expect(numbers).toHaveLength(2 * pair);
  expect([numbers[0], numbers[1], numbers[pair], numbers[pair + 1]].map((value) => value! * scales[0]!)).toEqual([
    expect.closeTo(1, 4),
    expect.closeTo(-2, 4),
    expect.closeTo(3, 4),
    0,
  ]);
  expect(numbers.filter((value) => value !== 0)).toHaveLength(3);
});

it("computes in floats where rows are too long for whole numbers of 16 bits, or too small to gain by them", async () => {
  for (const [inputs, units] of [
    [1100, 24],
    [64, 12],
    [40, 24],
  ] as const) {
    const product = randomProduct(2, inputs, units);
    const { received, bias } = await multiply(product);
    for (const [at, { sum }] of sumsOf(product, bias).entries()) expect(received[at]).toBeCloseTo(sum, 4);
  }
});

it("chooses whole numbers on x86 alone", async () => {
  expect((await compileKernels()).arithmetic).toBe(["x64", "ia32"].includes(process.arch) ? "int16" : "float32");
});

it("refuses another arithmetic by name", async () => {
  const kernels = await compileKernels();
  const graph = { input: { name: "in", shape: [1, 1, 4] as const }, operations: [], outputs: [] };
  expect(() => new Runner(graph, kernels, { arithmetic: "int8" as never })).toThrow(/"float32" or "int16".*"int8"/);
});
