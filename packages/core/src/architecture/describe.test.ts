import { describe, expect, it } from "@jest/globals";
import { createArchitecture } from "./architecture";
import { describeNetwork, elementCount, layerMultiplyAdds } from "./describe";
import { planNetwork, weightSpecs } from "./plan";

describe("describeNetwork", () => {
  it.each([
    ["age-gender-62", 633_074, 617_810, 41_386_432],
    ["original-authors", 545_370, 532_698, 33_918_528],
  ] as const)("counts %s: %i parameters, %i of them trained, %i multiply-adds", (name, ...numbers) => {
    const { parameters, trainableParameters, multiplyAdds } = describeNetwork(planNetwork(createArchitecture(name)));
    expect([parameters, trainableParameters, multiplyAdds]).toEqual(numbers);
  });

  it("prints the rows of Table 2, then the heads", () => {
    const { rows } = describeNetwork(planNetwork(createArchitecture()));
    expect(
      rows.map(({ operator, input, expansion, output, repeats, stride }) => [
        operator,
        input.join("x"),
        expansion,
        output[2],
        repeats,
        stride,
      ]),
    ).toEqual([
      ["conv3x3", "62x62x3", null, 48, 1, 2],
      ["depthwiseConv3x3", "31x31x48", null, 48, 1, 1],
      ["bottleneck", "31x31x48", 2, 48, 5, 2],
      ["bottleneck", "16x16x48", 4, 96, 1, 2],
      ["bottleneck", "8x8x96", 2, 96, 6, 1],
      ["bottleneck", "8x8x96", 4, 96, 1, 2],
      ["bottleneck", "4x4x96", 2, 96, 2, 1],
      ["conv1x1", "4x4x96", null, 512, 1, 1],
      ["globalDepthwiseConv", "4x4x512", null, 512, 1, 1],
      ["linearConv1x1", "1x1x512", null, 128, 1, 1],
      ["age head (48)", "1x1x128", null, 48, 1, 1],
      ["gender head (2)", "1x1x128", null, 2, 1, 1],
    ]);
  });

  it("counts the same parameters row by row as the list of weights has", () => {
    const plan = planNetwork(createArchitecture("original-authors", { widthMultiplier: 0.5, ageRange: [0, 99] }));
    const { rows, parameters } = describeNetwork(plan);
    expect(rows.reduce((sum, row) => sum + row.parameters, 0)).toBe(parameters);
    expect(weightSpecs(plan).reduce((sum, spec) => sum + elementCount(spec.shape), 0)).toBe(parameters);
  });

  it("counts multiply-adds by hand-checked examples", () => {
    const { layers } = planNetwork(createArchitecture());
    const count = (name: string) => layerMultiplyAdds(layers.find((layer) => layer.name === name)!);
    expect(count("row1_conv")).toBe(31 * 31 * 48 * 27);
    expect(count("row2_depthwise")).toBe(31 * 31 * 48 * 9);
    expect(count("row9_global")).toBe(512 * 16);
    expect(count("age_probabilities")).toBe(128 * 48);
    expect(count("row1_conv_bn")).toBe(0);
  });
});
