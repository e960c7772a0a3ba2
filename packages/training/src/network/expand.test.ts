import { createArchitecture, planNetwork } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import { expandParameters, findBodyDifference } from "./expand";
import { initialiseParameters, layOutParameters, toNamedTensors } from "./parameters";

const small = { widthMultiplier: 0.05, inputSize: 30 };
const weightsOf = (architecture: ReturnType<typeof createArchitecture>) => {
  const layout = layOutParameters(planNetwork(architecture));
  return toNamedTensors(initialiseParameters(layout, 1), layout);
};

describe.each(["age-gender-62", "original-authors"] as const)("expandParameters of %s", (name) => {
  const narrow = createArchitecture(name, { ...small, ageRange: [18, 65] });
  const trained = new Map([...weightsOf(narrow)].map(([weight, values]) => [weight, values.map((value) => value + 3)]));

  it.each([
    [18, 65],
    [0, 100],
  ] as const)("keeps body and gender head and begins the age head anew: ages %p to %p", (minimum, maximum) => {
    const architecture = createArchitecture(name, { ...small, ageRange: [minimum, maximum] });
    const layout = layOutParameters(planNetwork(architecture));
    const expanded = toNamedTensors(expandParameters(trained, { architecture, seed: 7 }), layout);
    const fresh = toNamedTensors(initialiseParameters(layout, 7), layout);
    let heads = 0;
    for (const [weight, values] of expanded) {
      const isAge = weight.startsWith("age_");
      if (isAge) heads++;
      expect(
        Buffer.from(values.slice().buffer).equals(Buffer.from((isAge ? fresh : trained).get(weight)!.slice().buffer)),
      ).toBe(true);
    }
    expect(heads).toBe(name === "original-authors" ? 3 : 2);
  });

  it("takes a network that has no age head at all", () => {
    const genderOnly = new Map([...trained].filter(([weight]) => !weight.startsWith("age_")));
    expect(expandParameters(genderOnly, { architecture: narrow, seed: 7 })).toEqual(
      expandParameters(trained, { architecture: narrow, seed: 7 }),
    );
  });

  it("names the weight where bodies differ or the gender head is missing", () => {
    const wide = createArchitecture(name, { ...small, widthMultiplier: 0.1 });
    expect(() => expandParameters(trained, { architecture: wide, seed: 7 })).toThrow(
      /expected the weight row1_conv\/kernel of 3x3x3x6, received one of 81 numbers.*same input size, widths and rows/,
    );
    const ageOnly = new Map([...trained].filter(([weight]) => !weight.startsWith("gender_")));
    expect(() => expandParameters(ageOnly, { architecture: narrow, seed: 7 })).toThrow(
      /gender_.* received weights without it/,
    );
    expect(findBodyDifference(planNetwork(narrow), planNetwork(wide))).toMatch(
      /row1_conv\/kernel is 3x3x3x6 instead of 3x3x3x3/,
    );
    expect(findBodyDifference(planNetwork(narrow), planNetwork({ ...narrow, ageRange: [0, 9] }))).toBeUndefined();
    const deeper = planNetwork(narrow);
    const shallower = { ...deeper, layers: deeper.layers.filter(({ name: layer }) => !layer.startsWith("row4")) };
    expect(findBodyDifference(deeper, shallower as typeof deeper)).toBeDefined();
  });
});
