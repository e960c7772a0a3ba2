import { describe, expect, it } from "@jest/globals";
import { createArchitecture } from "./architecture";
import { elementCount } from "./describe";
import { type Layer, planNetwork, weightSpecs } from "./plan";
import { mobileFaceNetRows } from "./tables";

const plan = planNetwork(createArchitecture());
const find = (name: string, { layers } = plan) => layers.find((layer) => layer.name === name)!;
const convolutions = (layers: readonly Layer[]) =>
  layers.filter((layer) => layer.kind === "conv" || layer.kind === "depthwiseConv");

/** Height at the end of each table row, with the input first. */
function spatialSizes({ layers, architecture }: typeof plan): number[] {
  const ends = architecture.rows.map((_, row) => layers.findLast((layer) => layer.row === row)!.outputShape[0]);
  return [architecture.inputSize, ...ends];
}

describe("planNetwork", () => {
  it("has the spatial sizes of Table 2: 62, 31, 31, 16, 8, 8, 4, 4, (conv1x1) 4, 1, (linear) 1", () => {
    expect(spatialSizes(plan)).toEqual([62, 31, 31, 16, 8, 8, 4, 4, 4, 1, 1]);
  });

  it("has the spatial sizes of Table 1: 112, 56, 56, 28, 14, 14, 7, 7, 7, 1, 1", () => {
    expect(spatialSizes(planNetwork(createArchitecture("mobilefacenet-112")))).toEqual([
      112, 56, 56, 28, 14, 14, 7, 7, 7, 1, 1,
    ]);
  });

  it.each([
    ["row1_conv", 62, 31, [0, 1]],
    ["row3_block1_depthwise", 31, 16, [1, 1]],
    ["row4_depthwise", 16, 8, [0, 1]],
    ["row6_depthwise", 8, 4, [0, 1]],
    ["row5_block1_depthwise", 8, 8, [1, 1]],
    ["row9_global", 4, 1, [0, 0]],
  ] as const)("pads %s (%i to %i) by %j", (name, input, output, [before, after]) => {
    const layer = find(name);
    expect([layer.inputShape[0], layer.outputShape[0]]).toEqual([input, output]);
    expect(layer).toMatchObject({ padding: { top: before, bottom: after, left: before, right: after } });
  });

  it.each([1, 2, 17, 33, 48, 62, 64, 65, 96, 112, 224])(
    "has shapes at input size %i that follow from kernel, stride and padding",
    (inputSize) => {
      for (const layer of convolutions(planNetwork(createArchitecture("age-gender-62", { inputSize })).layers)) {
        if (layer.kind !== "conv" && layer.kind !== "depthwiseConv") throw new Error("not a convolution");
        const { kernelSize, stride, padding, inputShape, outputShape } = layer;
        expect(outputShape[0]).toBe(
          Math.floor((inputShape[0] + padding.top + padding.bottom - kernelSize[0]) / stride) + 1,
        );
        expect(outputShape[1]).toBe(
          Math.floor((inputShape[1] + padding.left + padding.right - kernelSize[1]) / stride) + 1,
        );
      }
    },
  );

  it("multiplies every width but the last two by 0.75", () => {
    const channels = plan.architecture.rows.map(
      (_, row) => plan.layers.findLast((layer) => layer.row === row)!.outputShape[2],
    );
    expect(channels).toEqual([48, 48, 48, 96, 96, 96, 96, 512, 512, 128]);
  });

  it("expands t times, and in the original authors' variant 0.75 t times", () => {
    const expanded = (name: "age-gender-62" | "original-authors") => {
      const { layers } = planNetwork(createArchitecture(name));
      return [
        ...new Set(layers.filter((layer) => layer.name.endsWith("_expand")).map((layer) => layer.outputShape[2])),
      ];
    };
    expect(expanded("age-gender-62")).toEqual([96, 192, 384]);
    expect(expanded("original-authors")).toEqual([72, 144, 288]);
  });

  it("adds the input where stride is 1 and shapes match, or only from the second block on", () => {
    const sums = (name: "age-gender-62" | "original-authors") =>
      planNetwork(createArchitecture(name))
        .layers.filter((layer) => layer.kind === "add")
        .map((layer) => layer.name);
    const blocks = (row: number, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `row${row}_block${from + index}_add`);
    expect(sums("age-gender-62")).toEqual([...blocks(3, 2, 5), ...blocks(5, 1, 6), ...blocks(7, 1, 2)]);
    expect(sums("original-authors")).toEqual([...blocks(3, 2, 5), ...blocks(5, 2, 6), ...blocks(7, 2, 2)]);
  });

  it("joins a block's input and its projection in a sum", () => {
    expect(find("row5_block2_add").inputs).toEqual(["row5_block1_add", "row5_block2_project_bn"]);
  });

  it("has no PReLU behind linear convolutions", () => {
    const inputsOfPrelu = plan.layers.filter((layer) => layer.kind === "prelu").flatMap((layer) => layer.inputs);
    expect(inputsOfPrelu.filter((name) => /project|global|row10/.test(name))).toEqual([]);
    expect(inputsOfPrelu).toHaveLength(1 + 1 + 15 * 2 + 1);
    expect(find("row10_conv_prelu", planNetwork(createArchitecture("original-authors"))).kind).toBe("prelu");
  });

  it("puts a pointwise convolution between the first depthwise one and its normalisation, if separable", () => {
    const separable = planNetwork(createArchitecture("original-authors"));
    expect(find("row2_pointwise", separable).inputs).toEqual(["row2_depthwise"]);
    expect(find("row2_depthwise_bn", separable).inputs).toEqual(["row2_pointwise"]);
    expect(find("row2_depthwise_bn").inputs).toEqual(["row2_depthwise"]);
  });

  it("ends in two softmax heads from one embedding", () => {
    const [age, gender] = [find(plan.outputs.age), find(plan.outputs.gender)];
    expect([age.outputShape[2], gender.outputShape[2]]).toEqual([48, 2]);
    for (const head of [age, gender]) {
      expect(head).toMatchObject({ kind: "dense", activation: "softmax" });
      expect(find(head.inputs[0]!).inputs).toEqual(["row10_conv_bn"]);
    }
  });

  it("gives each task dropout and a dense layer without bias in the original authors' variant", () => {
    const original = planNetwork(createArchitecture("original-authors"));
    for (const task of ["age", "gender"]) {
      expect(find(`${task}_dropout`, original)).toMatchObject({
        kind: "dropout",
        rate: 0.2,
        inputs: ["row10_conv_prelu"],
      });
      expect(find(`${task}_branch`, original)).toMatchObject({
        useBias: false,
        activation: "linear",
        outputShape: [1, 1, 128],
      });
      expect(find(`${task}_probabilities`, original).inputs).toEqual([`${task}_branch`]);
    }
  });

  it.each(["age-gender-62", "mobilefacenet-112", "original-authors"] as const)(
    "names the layers and weights of %s once, and lists inputs before those who take them",
    (name) => {
      const { layers } = planNetwork(createArchitecture(name));
      const known = new Map([["image", layers[0]!.inputShape]]);
      for (const layer of layers) {
        for (const input of layer.inputs) expect(known.get(input)).toEqual(layer.inputShape);
        expect(known.has(layer.name)).toBe(false);
        known.set(layer.name, layer.outputShape);
      }
      const names = weightSpecs(planNetwork(createArchitecture(name))).map((spec) => spec.name);
      expect(new Set(names).size).toBe(names.length);
    },
  );

  it("marks the moving statistics, and nothing else, as not trained", () => {
    for (const { kind, trainable } of weightSpecs(plan)) expect(trainable).toBe(!kind.startsWith("moving"));
    const frozen = weightSpecs(plan).filter((spec) => !spec.trainable);
    expect(frozen.reduce((sum, { shape }) => sum + elementCount(shape), 0)).toBe(633_074 - 617_810);
  });

  it("refuses rows with a stride behind the global convolution's, and says what to do", () => {
    const rows = [mobileFaceNetRows[8]!, ...mobileFaceNetRows.slice(0, 8)];
    expect(() => planNetwork(createArchitecture("age-gender-62", { rows }))).not.toThrow();
    const withoutEnd = mobileFaceNetRows.slice(0, 8);
    expect(() => planNetwork({ ...createArchitecture(), rows: withoutEnd })).toThrow(/globalDepthwiseConv/);
  });
});
