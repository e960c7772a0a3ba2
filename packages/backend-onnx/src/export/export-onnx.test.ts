import {
  architectureNames,
  createArchitecture,
  describeNetwork,
  elementCount,
  type Layer,
  type ProbabilityBatch,
  planNetwork,
  WeightsError,
} from "@fagr/core";
import { randomBatch, randomWeights, referenceProbabilities } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { itPassesOnnxChecker } from "../../test/onnx-checker";
import { type ReadModel, readOnnx } from "../../test/read-onnx";
import { openOnnxSession } from "../runtime/session";
import { exportOnnx } from "./export-onnx";

/** Multiply-adds of an ONNX graph for one image, from the sizes of its constants and outputs alone. */
function countMultiplyAdds({ nodes, constants, shapes }: ReadModel): number {
  return nodes
    .filter(({ operator }) => operator === "Conv" || operator === "Gemm")
    .reduce((sum, { operator, inputs, outputs }) => {
      const weight = constants.get(inputs[1]!)!;
      if (operator === "Gemm") return sum + elementCount(weight);
      const [, , height, width] = shapes.get(outputs[0]!) as [string, number, number, number];
      return sum + elementCount(weight) * height * width;
    }, 0);
}

const countParameters = ({ constants }: ReadModel) =>
  [...constants.values()].reduce((sum, dims) => sum + elementCount(dims), 0);

const isNorm = (layer: Layer) => layer.kind === "batchNorm";

describe.each(architectureNames)("exportOnnx of %s", (name) => {
  const architecture = createArchitecture(name);
  const plan = planNetwork(architecture);
  const weights = randomWeights(architecture, 7);
  // Slow in plain JavaScript, so once for all tests.
  const batch = randomBatch(architecture, 1, 8);
  let reference: Promise<ProbabilityBatch> | undefined;
  const { parameters, multiplyAdds } = describeNetwork(plan);

  it.each(["operator", "arithmetic"] as const)(
    "agrees with tfjs-layers on both runtimes, PReLU as %s",
    async (prelu) => {
      const size = architecture.inputSize;
      const expected = await (reference ??= referenceProbabilities(weights, batch));
      for (const runtime of ["node", "web"] as const) {
        await using session = await openOnnxSession(exportOnnx(weights, { prelu }), { runtime, threads: 1 });
        const { age, gender } = await session.run({ image: { data: batch.data, dims: [1, size, size, 3] } });
        expect(age!.dims).toEqual([1, 48]);
        expect(gender!.dims).toEqual([1, 2]);
        const largest = (actual: Float32Array, wanted: Float32Array) =>
          Math.max(...actual.map((value, index) => Math.abs(value - wanted[index]!)));
        expect(largest(age!.data, expected.age)).toBeLessThan(1e-5);
        expect(largest(gender!.data, expected.gender)).toBeLessThan(1e-5);
      }
    },
  );

  it("has the network's parameters, less what folding removes", () => {
    // Four numbers a channel become one bias; nothing else may go.
    const folded = plan.layers.filter(isNorm).reduce((sum, layer) => sum + 3 * layer.outputShape[2], 0);
    expect(countParameters(readOnnx(exportOnnx(weights)))).toBe(parameters - folded);
  });

  it.each(["operator", "arithmetic"] as const)("has the network's multiply-adds, PReLU as %s", (prelu) => {
    expect(countMultiplyAdds(readOnnx(exportOnnx(weights, { prelu })))).toBe(multiplyAdds);
  });

  for (const prelu of ["operator", "arithmetic"] as const)
    itPassesOnnxChecker(`is accepted by Python's onnx, PReLU as ${prelu}`, () => exportOnnx(weights, { prelu }));
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

  it("has only what prediction needs", () => {
    const operators = new Set(
      readOnnx(exportOnnx(randomWeights(createArchitecture("original-authors"), 1))).nodes.map((node) => node.operator),
    );
    expect([...operators].sort()).toEqual(["Add", "Conv", "Flatten", "Gemm", "PRelu", "Softmax", "Transpose"]);
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
