import { DataError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import type { GroupBalancedBatches } from "../sampler/batches";
import { createSampler } from "../sampler/create-sampler";
import { fittedRecipe } from "./fitted-recipe";
import { parseRecipe } from "./parse-recipe";

const face = (age: number | null, gender: 0 | 1 | null, domain = "americanEuropean") => ({ age, gender, domain });
const many = (count: number, ...labels: Parameters<typeof face>) =>
  Array.from({ length: count }, () => face(...labels));

describe("fittedRecipe", () => {
  it("gives every age group that has faces a quota, by the square root of how many", () => {
    const samples = [...many(400, 19, 0), ...many(100, 40, 1), ...many(4, 60, 1, "asian")];
    const { stages } = parseRecipe(fittedRecipe(samples));
    const { tables } = stages[0]!.batches as GroupBalancedBatches;
    // 20 : 10 : 2 of 128.
    expect(tables).toEqual([
      {
        fromStep: 0,
        domains: {
          americanEuropean: [80, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0],
          asian: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0],
        },
      },
    ]);
  });

  it("keeps a part for faces without an age, smaller than a quarter", () => {
    const few = fittedRecipe([...many(96, 19, 0), ...many(4, null, 0)]).stages[0]!.batches as GroupBalancedBatches;
    expect(few.tables[0]!.ungrouped).toBe(6);
    const most = fittedRecipe([...many(9, 19, 0), ...many(991, null, 0)]).stages[0]!.batches as GroupBalancedBatches;
    expect(most.tables[0]!.ungrouped).toBe(32);
  });

  it("can be drawn from the data that it was made for", () => {
    const samples = [...many(3, 19, 0), ...many(2, 66, null), ...many(5, 12, 1), ...many(1, 65, 1, "mine")];
    expect(samples).toHaveLength(11);
    const batches = fittedRecipe(samples).stages[0]!.batches;
    expect(createSampler(samples, { batches, seed: 1 }).next()).toHaveLength(128);
  });

  it("draws all alike where no age is known to the year, and leaves tasks out that have no label", () => {
    const genders = fittedRecipe(many(9, null, 1)).stages[0]!;
    expect([genders.batches, genders.loss.age]).toEqual([{ kind: "plain", size: 128 }, null]);
    const ages = fittedRecipe(many(9, 30, null)).stages[0]!;
    expect(ages.loss.gender).toBeNull();
    const bands = fittedRecipe([{ ...face(null, null), ageBand: [25, 32] as const }]).stages[0]!;
    expect([bands.batches.kind, bands.loss.age?.kind, bands.loss.gender]).toEqual(["plain", "labelDistribution", null]);
  });

  it("refuses data without labels to learn", () => {
    expect(() => fittedRecipe(many(3, 80, null))).toThrow(DataError);
  });
});
