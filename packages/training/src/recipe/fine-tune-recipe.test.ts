import { createArchitecture } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import type { GroupBalancedBatches } from "../sampler/batches";
import { createSampler } from "../sampler/create-sampler";
import { fineTuneRecipe } from "./fine-tune-recipe";
import { parseRecipe } from "./parse-recipe";
import { architectureOf } from "./recipe";

const face = (age: number) => ({ age, gender: 0 as const, domain: "americanEuropean" });
const faces = Array.from({ length: 90 }, (_, index) => face(index));

describe("fineTuneRecipe", () => {
  it("is for the network of the weights, in a few words", () => {
    const architecture = createArchitecture("age-gender-62");
    const [stage] = parseRecipe(fineTuneRecipe(faces, { architecture })).stages;
    expect(stage!.architecture).toBe("age-gender-62");
    const narrow = createArchitecture("age-gender-62", { widthMultiplier: 0.5, ageRange: [0, 100] });
    const other = fineTuneRecipe(faces, { architecture: narrow }).stages[0]!;
    expect(other.architecture).toEqual({ base: "age-gender-62", widthMultiplier: 0.5, ageRange: [0, 100] });
    expect(architectureOf(other)).toEqual(narrow);
  });

  it("has an age group for every age that the network is to know, and draws from them", () => {
    const architecture = createArchitecture("age-gender-62");
    const [stage] = parseRecipe(fineTuneRecipe(faces, { architecture, ageRange: [4, 80] })).stages;
    const { ageGroups, tables } = stage!.batches as GroupBalancedBatches;
    expect([ageGroups[0], ageGroups[1], ageGroups.at(-1)]).toEqual([
      [4, 5],
      [6, 11],
      [78, 80],
    ]);
    for (const [index, [lowest]] of ageGroups.entries())
      if (index > 0) expect(lowest).toBe(ageGroups[index - 1]![1] + 1);
    expect(Object.values(tables[0]!.domains)[0]!.every((quota) => quota > 0)).toBe(true);
    const batch = createSampler(faces, { batches: stage!.batches, seed: 1 }).next();
    expect(batch).toHaveLength(64);
    expect(architectureOf(stage!).ageRange).toEqual([4, 80]);
  });

  it("cuts the document's groups where the range is narrower", () => {
    const architecture = createArchitecture("age-gender-62");
    const { batches } = fineTuneRecipe(faces, { architecture, ageRange: [22, 40] }).stages[0]!;
    const { ageGroups } = batches as GroupBalancedBatches;
    expect([ageGroups[0], ageGroups.at(-1)]).toEqual([
      [22, 23],
      [39, 40],
    ]);
  });
});
