import { InvalidArgumentError, WeightsError } from "@fagr/core";
import type { LoadedWeights, PixelBatch, ProbabilityBatch } from "@fagr/core/backend";
import {
  architectureNames,
  createArchitecture,
  describeNetwork,
  elementCount,
  type Layer,
  loadWeights,
  planNetwork,
  saveWeights,
} from "@fagr/core/network";
import { randomBatch, randomWeights, referenceProbabilities } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { itPassesOnnxChecker } from "../../test/onnx-checker";
import { type ReadModel, readOnnx } from "../../test/read-onnx";
import { openOnnxSession } from "../runtime/session";
import { type ExportOnnxOptions, exportOnnx } from "./export-onnx";

/** Multiply-adds of an ONNX graph for one image, from the sizes of its constants and outputs alone. */
function countMultiplyAdds({ nodes, constants, shapes }: ReadModel): number {
  return nodes
    .filter(({ operator }) => operator === "Conv" || operator === "Gemm")
    .reduce((sum, { operator, inputs, outputs }) => {
      const weight = ["", "/float16", "/int8"].map((end) => constants.get(inputs[1] + end)).find(Boolean)!;
      if (operator === "Gemm") return sum + elementCount(weight);
      const [, , height, width] = shapes.get(outputs[0]!) as [string, number, number, number];
      return sum + elementCount(weight) * height * width;
    }, 0);
}

const countParameters = ({ constants }: ReadModel) =>
  [...constants].reduce((sum, [name, dims]) => sum + (name.endsWith("/scales") ? 0 : elementCount(dims)), 0);

const allOptions: readonly ExportOnnxOptions[] = [
  { prelu: "arithmetic" },
  { prelu: "operator" },
  { prelu: "arithmetic", dataType: "float16" },
  { prelu: "arithmetic", dataType: "int8" },
];

const largest = (actual: Float32Array, wanted: Float32Array) =>
  Math.max(...actual.map((value, index) => Math.abs(value - wanted[index]!)));

/** Of one image; the dimensions of what comes out are checked too. */
async function runModel(model: Uint8Array, { data }: PixelBatch, runtime: "node" | "web"): Promise<ProbabilityBatch> {
  const size = Math.sqrt(data.length / 3);
  await using session = await openOnnxSession(model, { runtime, threads: 1 });
  const { age, gender } = await session.run({ image: { data, dims: [1, size, size, 3] } });
  expect(age!.dims).toEqual([1, 48]);
  expect(gender!.dims).toEqual([1, 2]);
  return { age: age!.data, gender: gender!.data };
}

/** The same weights with another slope in the first layer. */
function withFirstSlope(weights: LoadedWeights, slope: number): LoadedWeights {
  const [name, slopes] = [...weights.tensors].find(([key]) => key.endsWith("/alpha"))!;
  return { ...weights, tensors: new Map(weights.tensors).set(name, Float32Array.from(slopes).fill(slope, 0, 1)) };
}

const isNorm = (layer: Layer) => layer.kind === "batchNorm";

describe.each(architectureNames)("exportOnnx of %s", (name) => {
  const architecture = createArchitecture(name);
  const plan = planNetwork(architecture);
  const weights = randomWeights(architecture, 7);
  // Slow in plain JavaScript, so once for all tests.
  const batch = randomBatch(architecture, 1, 8);
  let reference: Promise<ProbabilityBatch> | undefined;
  const { parameters, multiplyAdds } = describeNetwork(plan);

  it.each([
    [{ prelu: "operator" }, 1e-5],
    [{ prelu: "arithmetic" }, 1e-5],
    // Eleven bits of precision a weight, in some fifty layers.
    [{ dataType: "float16" }, 1e-2],
    // Eight bits.
    [{ dataType: "int8" }, 1e-1],
  ] as const)("agrees with tfjs-layers on both runtimes, with %j", async (options, tolerance) => {
    const expected = await (reference ??= referenceProbabilities(weights, batch));
    for (const runtime of ["node", "web"] as const) {
      const answer = await runModel(exportOnnx(weights, options), batch, runtime);
      expect(largest(answer.age, expected.age)).toBeLessThan(tolerance);
      expect(largest(answer.gender, expected.gender)).toBeLessThan(tolerance);
    }
  });

  for (const options of allOptions) {
    const title = JSON.stringify(options);

    it(`has the network's parameters, less what folding removes, with ${title}`, () => {
      // Four numbers a channel become one bias; nothing else may go.
      const folded = plan.layers.filter(isNorm).reduce((sum, layer) => sum + 3 * layer.outputShape[2], 0);
      expect(countParameters(readOnnx(exportOnnx(weights, options)))).toBe(parameters - folded);
    });

    it(`has the network's multiply-adds, with ${title}`, () => {
      expect(countMultiplyAdds(readOnnx(exportOnnx(weights, options)))).toBe(multiplyAdds);
    });

    itPassesOnnxChecker(`is accepted by Python's onnx, with ${title}`, () => exportOnnx(weights, options));
  }
});

describe("exportOnnx", () => {
  const weights = randomWeights(createArchitecture(), 7);
  const model = readOnnx(exportOnnx(weights));

  it("names and sizes inputs and outputs", () => {
    expect(model.shapes.get("image")).toEqual(["N", 62, 62, 3]);
    expect(model.shapes.get("age")).toEqual(["N", 48]);
    expect(model.shapes.get("gender")).toEqual(["N", 2]);
  });

  it("says TensorFlow's asymmetric padding in full: top, left, bottom, right", () => {
    // Table 2: 62 -> 31, 31 -> 16, 16 -> 8 and 8 -> 4.
    const strided = model.nodes.filter((node) => node.attributes.get("strides")?.[0] === 2);
    expect(strided.map((node) => node.attributes.get("pads"))).toEqual([
      [0, 0, 1, 1],
      [1, 1, 1, 1],
      [0, 0, 1, 1],
      [0, 0, 1, 1],
    ]);
  });

  it.each([
    [{ prelu: "arithmetic" }, ["Mul", "Relu"]],
    [{ prelu: "operator" }, ["PRelu"]],
    [{ prelu: "operator", dataType: "float16" }, ["Cast", "PRelu"]],
    [{ prelu: "operator", dataType: "int8" }, ["Cast", "Mul", "PRelu"]],
  ] as const)("has only what prediction needs, with %j", (options, operators) => {
    const { nodes } = readOnnx(exportOnnx(randomWeights(createArchitecture("original-authors"), 1), options));
    const common = ["Add", "Conv", "Flatten", "Gemm", "Softmax", "Transpose"];
    expect([...new Set(nodes.map((node) => node.operator))].sort()).toEqual([...common, ...operators].sort());
  });

  it("keeps the operator for slopes that the arithmetic would divide by nothing, and is right for those near to it", async () => {
    const small = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125 });
    for (const [slope, operators] of [
      [0.98, 0],
      [1, 1],
      [1.5, 1],
    ] as const) {
      const odd = withFirstSlope(randomWeights(small, 9), slope);
      const model = exportOnnx(odd);
      expect(readOnnx(model).nodes.filter(({ operator }) => operator === "PRelu")).toHaveLength(operators);
      const batch = randomBatch(small, 1, 10);
      const byOperator = await runModel(exportOnnx(odd, { prelu: "operator" }), batch, "node");
      const { age } = await runModel(model, batch, "node");
      expect(largest(age, byOperator.age)).toBeLessThan(1e-6);
    }
  });

  it("is half as large with float16, and widens every kernel", () => {
    const half = exportOnnx(weights, { dataType: "float16" });
    expect(half.length).toBeLessThan(0.55 * exportOnnx(weights).length);
    const kernels = model.nodes.filter(({ operator }) => operator === "Conv" || operator === "Gemm").length;
    expect(readOnnx(half).nodes.filter(({ operator }) => operator === "Cast")).toHaveLength(kernels);
  });

  it("has with int8 the numbers of a weights file of int8, in a bit more than a quarter", async () => {
    const architecture = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125 });
    const random = randomWeights(architecture, 11);
    const saved = await saveWeights(random.tensors, { ...random.manifest, file: "small.bin", dtype: "int8" });
    const rounded = await loadWeights({ manifest: saved.manifest, file: saved.data });
    const batch = randomBatch(architecture, 1, 12);
    // The rest is float16 there.
    const tensors = new Map(
      [...rounded.tensors].map(([name, values]) => [
        name,
        /\/(dense)?kernel$/i.test(name) ? values : random.tensors.get(name)!,
      ]),
    );
    const answers = [
      await runModel(exportOnnx(random, { dataType: "int8" }), batch, "node"),
      await runModel(exportOnnx({ ...rounded, tensors }), batch, "node"),
      await runModel(exportOnnx({ ...rounded, tensors }, { dataType: "int8" }), batch, "web"),
    ];
    // Depthwise kernels are rounded to float16 after batch normalisation instead of before.
    for (const { age } of answers) expect(largest(age, answers[0]!.age)).toBeLessThan(2e-4);
    const exact = await runModel(exportOnnx(random), batch, "node");
    expect(largest(exact.age, answers[0]!.age)).toBeGreaterThan(2e-3);
    expect(exportOnnx(weights, { dataType: "int8" }).length).toBeLessThan(0.32 * exportOnnx(weights).length);
  });

  it("refuses unknown options, and weights that float16 cannot hold", () => {
    expect(() => exportOnnx(weights, { prelu: "max" as "operator" })).toThrow(
      '"arithmetic" or "operator", received "max"',
    );
    expect(() => exportOnnx(weights, { dataType: "int4" as "int8" })).toThrow(InvalidArgumentError);
    const tensors = new Map(weights.tensors).set("age_probabilities/denseKernel", new Float32Array(128 * 48).fill(1e5));
    expect(() => exportOnnx({ ...weights, tensors }, { dataType: "float16" })).toThrow("float16");
  });

  it("carries what is needed to use it without its manifest", () => {
    const { manifest } = weights;
    const { metadata, docString } = readOnnx(
      exportOnnx({ ...weights, manifest: { ...manifest, calibration: { ageTemperature: 1.5, genderTemperature: 2 } } }),
    );
    expect([metadata.get("name"), metadata.get("version"), metadata.get("licence")]).toEqual([
      "random-7",
      "0.0.0",
      "MIT",
    ]);
    expect(JSON.parse(metadata.get("labels")!)).toEqual(manifest.labels);
    expect(JSON.parse(metadata.get("preprocessing")!)).toEqual(manifest.preprocessing);
    expect(JSON.parse(metadata.get("architecture")!)).toEqual(manifest.architecture);
    expect(JSON.parse(metadata.get("trainingData")!)).toEqual([]);
    expect(JSON.parse(metadata.get("calibration")!)).toEqual({ ageTemperature: 1.5, genderTemperature: 2 });
    expect(docString).toContain("[N, 62, 62, 3]");
    expect(docString).toContain("18 to 65 years");
  });

  it("gives the same bytes for the same weights", () => {
    expect(Buffer.compare(exportOnnx(weights), exportOnnx(weights))).toBe(0);
  });

  it("refuses weights with a tensor missing, and names it", () => {
    const tensors = new Map(weights.tensors);
    tensors.delete("age_probabilities/bias");
    expect(() => exportOnnx({ ...weights, tensors })).toThrow(WeightsError);
    expect(() => exportOnnx({ ...weights, tensors })).toThrow(
      '48 numbers for weight "age_probabilities/bias", received none',
    );
  });
});
