import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import * as v from "valibot";
import { augmentationSchema } from "../augmentation/augmentation";
import { ageLossSchema, genderLossSchema } from "../losses/loss-kinds";
import { sourceAgesSchema } from "../losses/source-ages";
import { optimiserSchema } from "../optimiser/optimiser-options";
import { scheduleSchema } from "../optimiser/schedule";
import { batchesSchema, quotaTableSchema } from "../sampler/batches";
import { labelRulesSchema } from "./label-rules";
import type { Recipe, RecipeArchitecture } from "./recipe";
import type { recipeSchema } from "./recipe-schema";
import { type Given, withDefaults } from "./with-defaults";

/** True if both have the same fields of the same types; anything else does not compile below. */
type Same<First, Second> = [First] extends [Second]
  ? [Second] extends [First]
    ? [keyof First] extends [keyof Second]
      ? [keyof Second] extends [keyof First]
        ? true
        : never
      : never
    : never
  : never;
/** The fields of an architecture are core's, which the schema of recipes leaves to it. */
type ReadRecipe = Omit<Given<typeof recipeSchema>, "architecture"> & { readonly architecture: RecipeArchitecture };
const recipesAgree = true satisfies Same<Recipe, ReadRecipe>;

interface Fields {
  readonly entries: Readonly<Record<string, v.GenericSchema>>;
}

/** `field value` of each "Default X" in the comments of schemas. */
function documentedDefaults(path: string): Set<string> {
  const url = new URL(path, import.meta.url);
  const files = path.endsWith("/") ? readdirSync(url).map((name) => new URL(name, url)) : [url];
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const fields = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+)[:,]/g);
  return new Set(
    [...fields].flatMap(([, comment, field]) => {
      const value = /Default (\d[\de.-]*\d|\d|true|false)/.exec(comment!)?.[1];
      return value ? [`${field!} ${Number(JSON.parse(value))}`] : [];
    }),
  );
}

/** `field value` of each default that is a number, true or false. */
function schemaDefaults(schemas: readonly object[]): Set<string> {
  const all = schemas.flatMap((schema) => ("options" in schema ? (schema.options as Fields[]) : [schema as Fields]));
  return new Set(
    all.flatMap(({ entries }) =>
      Object.entries(entries).flatMap(([field, entry]) => {
        const value = v.getDefault(entry);
        return typeof value === "number" || typeof value === "boolean" ? [`${field} ${Number(value)}`] : [];
      }),
    ),
  );
}

describe("the fields of a recipe", () => {
  it("are those of its schema, for the compiler", () => {
    expect(recipesAgree).toBe(true);
  });

  it.each([
    ["../losses/kinds/", [ageLossSchema, genderLossSchema]],
    ["../losses/source-ages.ts", [sourceAgesSchema]],
    ["../optimiser/optimiser-options.ts", [optimiserSchema]],
    ["../optimiser/schedule.ts", [scheduleSchema]],
    ["../augmentation/augmentation.ts", [augmentationSchema]],
    ["../sampler/batches.ts", [batchesSchema, quotaTableSchema]],
    ["./label-rules.ts", [labelRulesSchema]],
  ])("of %s have the defaults that their comments say", (file, schemas) => {
    expect([...documentedDefaults(file)].sort()).toEqual([...schemaDefaults(schemas)].sort());
  });
});

describe("withDefaults", () => {
  it("fills in what is left out, and leaves what is given", () => {
    expect(withDefaults(optimiserSchema, { kind: "adamw", beta1: 0.8 })).toEqual({
      kind: "adamw",
      beta1: 0.8,
      beta2: 0.999,
      clipNorm: 0,
      epsilon: 1e-7,
      weightDecay: 0.01,
    });
    expect(withDefaults(genderLossSchema, { kind: "arcFace" })).toEqual({
      kind: "arcFace",
      margin: 0.5,
      scale: 64,
      weight: 1,
    });
  });

  it("takes options without kinds, and adds no field that has no default", () => {
    expect(withDefaults(labelRulesSchema, { genderFromAge: 3 })).toEqual({ outsideAges: "leaveOut", genderFromAge: 3 });
    expect(withDefaults(batchesSchema, { kind: "plain", size: 8 })).toEqual({ kind: "plain", size: 8 });
  });
});
