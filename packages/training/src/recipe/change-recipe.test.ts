import { describe, expect, it } from "@jest/globals";
import type { GroupBalancedBatches } from "../sampler/batches";
import { changeRecipe } from "./change-recipe";
import { ageGenderStage, documentRecipe, genderStage } from "./document-recipe";
import { namedRecipe, recipeNames } from "./named-recipes";
import { parseRecipe } from "./parse-recipe";

const tablesOf = (recipe: typeof documentRecipe) => (recipe.stages[1]!.batches as GroupBalancedBatches).tables;

describe("changeRecipe", () => {
  it("moves the switch of the quotas along with the steps", () => {
    const short = changeRecipe(documentRecipe, { steps: 127 });
    expect(short.stages.map(({ schedule }) => schedule.steps)).toEqual([127, 127]);
    expect(tablesOf(short).map(({ fromStep }) => fromStep)).toEqual([0, 56]);
    expect(tablesOf(short)[1]!.domains).toEqual(tablesOf(documentRecipe)[1]!.domains);
    expect(tablesOf(changeRecipe(documentRecipe, { steps: 1 })).map(({ fromStep }) => fromStep)).toEqual([0, 1]);
  });

  it("moves warm-up and drops along", () => {
    const schedule = { kind: "step", learningRate: 0.1, warmUpSteps: 10, steps: 100, at: [50, 51, 90] } as const;
    const { stages } = changeRecipe({ name: "one", stages: [{ ...genderStage, schedule }] }, { steps: 20 });
    expect(stages[0]!.schedule).toEqual({ ...schedule, steps: 20, warmUpSteps: 2, at: [10, 11, 18] });
  });

  it("scales batches to whole quotas", () => {
    const double = changeRecipe(documentRecipe, { batch: 256 });
    expect(double.stages[0]!.batches).toEqual({ kind: "plain", size: 256 });
    expect(tablesOf(double)[0]!.domains.asian!.slice(7, 9)).toEqual([12, 4]);
    expect(() => changeRecipe(documentRecipe, { batch: 31 })).toThrow(
      /"batch": expected at least 32, one face for each of the recipe's quotas, received 31/,
    );
  });

  it.each([32, 64, 96, 100, 129])("scales quotas to a batch of %i, domains and groups in proportion", (batch) => {
    for (const { domains } of tablesOf(changeRecipe(documentRecipe, { batch }))) {
      const all = Object.values(domains).flat();
      expect(all.reduce((sum, quota) => sum + quota, 0)).toBe(batch);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(1);
      const asian = domains.asian!.reduce((sum, quota) => sum + quota, 0);
      expect(Math.abs(asian - batch / 2)).toBeLessThan(1);
    }
    const [young, old] = [0, 15].map(
      (group) => tablesOf(changeRecipe(documentRecipe, { batch }))[0]!.domains.asian![group]!,
    );
    expect(young! >= old!).toBe(true);
  });

  it("changes learning rates", () => {
    const schedule = { kind: "cosine", learningRate: 0.1, finalLearningRate: 0.01, steps: 9 } as const;
    const stages = [genderStage, { ...ageGenderStage, schedule }];
    const changed = changeRecipe({ name: "two", stages }, { learningRate: 0.02 }).stages;
    expect(changed[0]!.schedule).toEqual({ ...genderStage.schedule, learningRate: 0.02 });
    expect(changed[1]!.schedule).toMatchObject({ learningRate: 0.02, finalLearningRate: 0.002 });
    expect(() => changeRecipe(documentRecipe, { learningRate: 0 })).toThrow(/"learningRate": .*received 0/);
  });

  it("keeps every named recipe a recipe, and changes nothing unless asked", () => {
    for (const name of recipeNames) {
      const recipe = changeRecipe(namedRecipe(name), { steps: 33, batch: 256, seed: 5 });
      expect(parseRecipe(recipe)).toBe(recipe);
      expect(recipe.stages.every(({ seed }) => seed === 5)).toBe(true);
      expect(changeRecipe(namedRecipe(name), {})).toEqual(namedRecipe(name));
    }
  });

  it("refuses numbers that are none", () => {
    expect(() => changeRecipe(documentRecipe, { steps: 0 })).toThrow(
      /"steps": expected a whole number >= 1, received 0/,
    );
    expect(() => changeRecipe(documentRecipe, { batch: 1.5 })).toThrow(/"batch"/);
    expect(() => changeRecipe(documentRecipe, { seed: Number.NaN })).toThrow(/"seed".*received NaN/);
    expect(() => namedRecipe("quick" as never)).toThrow(/one of document, compact, plain, arc-face, received "quick"/);
  });
});
