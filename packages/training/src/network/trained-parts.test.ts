import { createArchitecture, planNetwork } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import { createOptimiser } from "../optimiser/optimiser";
import { layOutParameters } from "./parameters";
import { frozenParts, withTrainedParts } from "./trained-parts";

const layout = layOutParameters(planNetwork(createArchitecture("age-gender-62", { widthMultiplier: 0.1 })));
const rates = (parts: Parameters<typeof withTrainedParts>[1]) =>
  new Map(withTrainedParts(layout, parts).slots.map(({ name, rate }) => [name, rate]));

describe("withTrainedParts", () => {
  it("lets the most exact name count, and takes row1 for no row10", () => {
    const rateOf = rates({ learningRates: { body: 0.5, row1: 0, row3: 0.25, row3_block2: 0.1, age: 2 } });
    expect(
      ["row1_conv/kernel", "row1_conv_bn/movingMean", "row10_conv/kernel", "row2_depthwise_prelu/alpha"].map((name) =>
        rateOf.get(name),
      ),
    ).toEqual([0, 0, 0.5, 0.5]);
    expect(rateOf.get("row3_block1_expand/kernel")).toBe(0.25);
    expect(rateOf.get("row3_block2_expand/kernel")).toBe(0.1);
    expect(rateOf.get("age_probabilities/denseKernel")).toBe(2);
    expect(rateOf.get("gender_probabilities/bias")).toBe(1);
  });

  it("freezes the statistics alone where batch normalisation is frozen", () => {
    const frozen = withTrainedParts(layout, { batchNorm: "frozen" }).slots.filter(({ rate }) => rate === 0);
    expect(frozen.map(({ name }) => name)).toEqual(
      layout.slots.filter(({ trainable }) => !trainable).map(({ name }) => name),
    );
  });

  it("names the parts that there are", () => {
    expect(() => withTrainedParts(layout, { learningRates: { row11: 0 } })).toThrow(
      /one of body, row1, row2, .*row10, age, gender or a block such as row3_block1, received "row11"/,
    );
  });
});

describe("frozenParts", () => {
  it("has the statistics of frozen rows, and nothing where all is trained", () => {
    const values = Float32Array.from({ length: layout.length }, (_, index) => index);
    expect(frozenParts(withTrainedParts(layout, {}), values)).toBeUndefined();
    const { statistics, weights } = frozenParts(withTrainedParts(layout, { learningRates: { row1: 0 } }), values)!;
    expect([...statistics.keys()]).toEqual(["row1_conv_bn/movingMean", "row1_conv_bn/movingVariance"]);
    expect([...weights].sort()).toEqual([
      "row1_conv/kernel",
      "row1_conv_bn/beta",
      "row1_conv_bn/gamma",
      "row1_conv_prelu/alpha",
    ]);
    const slot = layout.slots.find(({ name }) => name === "row1_conv_bn/movingMean")!;
    expect(statistics.get("row1_conv_bn/movingMean")![0]).toBe(slot.offset);
  });
});

describe("the optimiser", () => {
  it("moves parts by their share of the learning rate, and frozen ones not at all, weight decay included", () => {
    const trained = withTrainedParts(layout, { learningRates: { body: 0.5, row1: 0 } });
    const optimiser = createOptimiser(trained, { kind: "sgd", weightDecay: 0.1 });
    const values = new Float32Array(layout.length).fill(1);
    const gradient = new Float32Array(layout.length).fill(1);
    const norm = optimiser.update(values, { gradient, learningRate: 0.2 });
    const at = (name: string) => values[layout.slots.find((slot) => slot.name === name)!.offset];
    expect(at("row1_conv/kernel")).toBe(1);
    expect(at("row1_conv_bn/gamma")).toBe(1);
    expect(at("row8_conv_bn/gamma")).toBeCloseTo(1 - 0.1, 6);
    expect(at("row8_conv/kernel")).toBeCloseTo(1 - 0.01 - 0.1, 6);
    expect(at("gender_probabilities/bias")).toBeCloseTo(1 - 0.2, 6);
    const counted = trained.slots.filter(({ trainable, rate }) => trainable && rate !== 0);
    expect(norm).toBeCloseTo(Math.sqrt(counted.reduce((sum, { length }) => sum + length, 0)), 3);
  });
});
