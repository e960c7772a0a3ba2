import { randomWeights } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { architectureNames, createArchitecture } from "../architecture/architecture";
import { describeNetwork } from "../architecture/describe";
import { planNetwork } from "../architecture/plan";
import { WeightsError } from "../errors";
import { type ConvolutionStep, type InferenceNetwork, planInference } from "./inference";

const convolutions = ({ steps }: InferenceNetwork) =>
  steps.filter((step): step is ConvolutionStep => step.kind !== "dense");

describe.each(architectureNames)("planInference of %s", (name) => {
  const architecture = createArchitecture(name);
  const plan = planNetwork(architecture);
  const network = planInference(randomWeights(architecture, 1));

  it("keeps the convolutions and matrices, in order, and nothing else", () => {
    const kept = plan.layers.filter(({ kind }) => ["conv", "depthwiseConv", "dense"].includes(kind));
    expect(network.steps.map((step) => step.name)).toEqual(kept.map((layer) => layer.name));
  });

  it("takes every input from the image or a step before", () => {
    const known = new Set(["image"]);
    for (const step of network.steps) {
      expect(known).toContain(step.input);
      if (step.kind !== "dense" && step.residual) expect(known).toContain(step.residual);
      known.add(step.name);
    }
    expect([network.outputs.age, network.outputs.gender].every((output) => known.has(output))).toBe(true);
  });

  it("attaches as many slopes and residuals as the plan has", () => {
    const count = (kind: string) => plan.layers.filter((layer) => layer.kind === kind).length;
    expect(convolutions(network).filter(({ slopes }) => slopes).length).toBe(count("prelu"));
    expect(convolutions(network).filter(({ residual }) => residual).length).toBe(count("add"));
  });

  it("has the parameters of the network, less the three numbers a channel that folding saves", () => {
    const length = (values: Float32Array | null) => values?.length ?? 0;
    const parameters = network.steps.reduce(
      (sum, step) => sum + step.kernel.length + length(step.bias) + (step.kind === "dense" ? 0 : length(step.slopes)),
      0,
    );
    const norms = plan.layers.filter(({ kind }) => kind === "batchNorm");
    const saved = norms.reduce((sum, layer) => sum + 3 * layer.outputShape[2], 0);
    const plain = convolutions(network).length - norms.length;
    // A convolution without normalisation gets a bias of zeros.
    const zeros =
      plain === 0
        ? 0
        : convolutions(network).reduce((sum, { bias }) => sum + (bias.some(Boolean) ? 0 : bias.length), 0);
    expect(parameters).toBe(describeNetwork(plan).parameters - saved + zeros);
  });
});

describe("planInference", () => {
  it("folds normalisation by the book", () => {
    const weights = randomWeights(createArchitecture(), 2);
    const step = convolutions(planInference(weights))[1]!;
    const tensor = (kind: string) => weights.tensors.get(`row2_${kind}`)!;
    const channel = 5;
    const scale =
      tensor("depthwise_bn/gamma")[channel]! / Math.sqrt(tensor("depthwise_bn/movingVariance")[channel]! + 1e-3);
    const kernel = tensor("depthwise/depthwiseKernel");
    expect(step.name).toBe("row2_depthwise");
    expect(step.kernel[3 * 48 + channel]).toBeCloseTo(kernel[3 * 48 + channel]! * scale, 6);
    expect(step.bias[channel]).toBeCloseTo(
      tensor("depthwise_bn/beta")[channel]! - tensor("depthwise_bn/movingMean")[channel]! * scale,
      6,
    );
    expect(step.slopes).toBe(tensor("depthwise_prelu/alpha"));
  });

  it("names a tensor that is missing", () => {
    const weights = randomWeights(createArchitecture(), 3);
    const tensors = new Map(weights.tensors);
    tensors.delete("row1_conv/kernel");
    expect(() => planInference({ ...weights, tensors })).toThrow(WeightsError);
    expect(() => planInference({ ...weights, tensors })).toThrow(/1296.*row1_conv\/kernel.*none/);
  });
});
