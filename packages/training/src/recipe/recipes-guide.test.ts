import { readFile } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { ageGenderStage } from "./document-recipe";
import { recipeNames } from "./named-recipes";
import { parseRecipe } from "./parse-recipe";

describe("docs/guides/recipes.md", () => {
  it("shows recipes that work, and every named one", async () => {
    const guide = await readFile(new URL("../../../../docs/guides/recipes.md", import.meta.url), "utf8");
    const [recipe, parts, batches] = [...guide.matchAll(/```json\n(.*?)```/gs)].map((block) => JSON.parse(block[1]!));
    expect(parseRecipe(recipe).stages[0]).toEqual(recipe);
    expect(parseRecipe({ ...ageGenderStage, ...parts }).stages[0]).toMatchObject(parts);
    expect(parseRecipe({ ...ageGenderStage, batches }).stages[0]!.batches).toEqual(batches);
    for (const name of recipeNames) expect(guide).toContain(`| \`${name}\` `);
  });
});
