import "@tensorflow/tfjs-backend-cpu";
import { randomWeights } from "@fagr/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import { type Architecture, createArchitecture } from "../architecture/architecture";
import { describeNetwork, elementCount } from "../architecture/describe";
import { planNetwork, weightSpecs } from "../architecture/plan";
import { InvalidArgumentError, WeightsError } from "../errors";
import { buildLayersModel, setLayersWeights } from "./build";

const tiny = createArchitecture("age-gender-62", { name: "tiny", inputSize: 16, widthMultiplier: 0.125 });

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("buildLayersModel", () => {
  it.each<[string, Architecture]>([
    ["Table 2", createArchitecture()],
    ["Table 1", createArchitecture("mobilefacenet-112")],
    ["the original authors' variant", createArchitecture("original-authors")],
    ["a narrow one", createArchitecture("age-gender-62", { widthMultiplier: 0.3, inputSize: 75, ageRange: [0, 100] })],
    ["a wide one", createArchitecture("original-authors", { widthMultiplier: 1.3, inputSize: 33, ageRange: [30, 31] })],
    ["the smallest input", createArchitecture("age-gender-62", { widthMultiplier: 0.25, inputSize: 1 })],
  ])("builds the layers, shapes and parameters that the plan counts: %s", (_, architecture) => {
    const plan = planNetwork(architecture);
    const description = describeNetwork(plan);
    const model = buildLayersModel(plan, { weights: randomWeights(architecture, 1).tensors });
    expect(model.countParams()).toBe(description.parameters);
    const trained = model.trainableWeights.reduce((sum, weight) => sum + elementCount(weight.shape as number[]), 0);
    expect(trained).toBe(description.trainableParameters);
    expect(model.layers).toHaveLength(plan.layers.length + 1);
    for (const layer of plan.layers) {
      const built = model.getLayer(layer.name);
      expect(built.countParams()).toBe(layer.weights.reduce((sum, weight) => sum + elementCount(weight.shape), 0));
      const shape = (built.outputShape as number[]).slice(1);
      expect(shape).toEqual(shape.length === 1 ? [layer.outputShape[2]] : [...layer.outputShape]);
    }
    expect(model.inputNames).toEqual(["image"]);
    expect(model.inputs[0]!.shape).toEqual([null, architecture.inputSize, architecture.inputSize, 3]);
    expect(model.outputs.map((output) => output.shape[1])).toEqual([
      architecture.ageRange[1] - architecture.ageRange[0] + 1,
      2,
    ]);
    model.dispose();
  });

  it("starts from the same numbers with the same seed, 0 included, and from others with another", () => {
    const plan = planNetwork(tiny);
    const kernels = [0, 0, 1].map((seed) => {
      const model = buildLayersModel(plan, { seed });
      const values = ["row1_conv", "row2_depthwise", "age_probabilities"].map((name) =>
        Array.from(model.getLayer(name).getWeights()[0]!.dataSync()),
      );
      model.dispose();
      return values;
    });
    expect(kernels[1]).toEqual(kernels[0]);
    for (const [index, kernel] of kernels[0]!.entries()) expect(kernels[2]![index]).not.toEqual(kernel);
  });

  it("refuses a seed that is not a whole number", () => {
    expect(() => buildLayersModel(planNetwork(tiny), { seed: 0.5 })).toThrow(InvalidArgumentError);
  });

  it("answers two probability distributions that depend on the weights and on the image", () => {
    const plan = planNetwork(tiny);
    const answers = [1, 2].map((seed) => {
      const model = buildLayersModel(plan, { weights: randomWeights(tiny, seed).tensors });
      const outputs = tf.tidy(() =>
        (model.predict(tf.randomUniform([2, 16, 16, 3], 0, 1, "float32", 7)) as tf.Tensor[]).map(
          (output) => output.arraySync() as number[][],
        ),
      );
      model.dispose();
      return outputs;
    });
    for (const outputs of answers)
      for (const row of outputs.flat()) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(answers[0]![0]![0]).not.toEqual(answers[1]![0]![0]);
    expect(answers[0]![0]![0]).not.toEqual(answers[0]![0]![1]);
  });

  it("frees everything when it is disposed", () => {
    const before = tf.memory().numTensors;
    buildLayersModel(planNetwork(tiny), { weights: randomWeights(tiny, 1).tensors }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("setLayersWeights", () => {
  const plan = planNetwork(tiny);

  it("puts every tensor where its name says", () => {
    const { tensors } = randomWeights(tiny, 3);
    const model = buildLayersModel(plan);
    setLayersWeights(model, plan, tensors);
    for (const layer of plan.layers)
      for (const [index, { name }] of layer.weights.entries())
        expect([name, model.getLayer(layer.name).getWeights()[index]!.dataSync()]).toEqual([name, tensors.get(name)]);
    model.dispose();
  });

  it("refuses tensors that do not fit the plan, naming the first", () => {
    const model = buildLayersModel(plan, { seed: 1 });
    const { name } = weightSpecs(plan)[0]!;
    const tensors = new Map(randomWeights(tiny, 3).tensors);
    tensors.set(name, new Float32Array(1));
    expect(() => setLayersWeights(model, plan, tensors)).toThrow(WeightsError);
    tensors.delete(name);
    expect(() => setLayersWeights(model, plan, tensors)).toThrow(`"${name}"`);
    model.dispose();
  });
});
