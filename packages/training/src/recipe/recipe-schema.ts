import { architectureNames } from "@fagr/core/network";
import * as v from "valibot";
import { ageLossSchema, genderLossSchema } from "../losses/loss-kinds";
import { optimiserSchema } from "../optimiser/optimiser-schema";
import { belowOne, flag, notNegative, number, positive, share, upTo } from "./field-schemas";

const whole = number("a whole number >= 0", (value) => Number.isSafeInteger(value) && value >= 0);
const wholePositive = number("a whole number >= 1", (value) => Number.isSafeInteger(value) && value >= 1);
const mostFaces = 65_536;
const text = v.pipe(v.string("a text that is not empty"), v.nonEmpty("a text that is not empty"));
const oneOf = <const Names extends readonly string[]>(names: Names) => v.picklist(names, `one of ${names.join(", ")}`);
const list = <Item extends v.GenericSchema>(item: Item, expected: string) =>
  v.pipe(v.array(item, expected), v.minLength(1, expected));
const range = (expected: string) => {
  const isNumber = (value: unknown) => typeof value === "number" && value >= 0 && Number.isFinite(value);
  return v.custom<readonly [number, number]>(
    (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] <= value[1],
    expected,
  );
};
const factors = range("two numbers >= 0, the lower one first");

/** A name becomes a folder's name. */
const name = v.pipe(
  v.string("letters, digits, dots, dashes and underscores"),
  v.regex(/^[\w][\w.-]*$/, "letters, digits, dots, dashes and underscores"),
);

const loss = v.pipe(
  v.strictObject({ age: v.nullable(ageLossSchema), gender: v.nullable(genderLossSchema) }),
  v.check(({ age, gender }) => age !== null || gender !== null, 'a loss for "age", for "gender" or for both'),
);

const rates = { learningRate: positive, warmUpSteps: v.optional(whole), steps: wholePositive };
const schedule = v.variant("kind", [
  v.strictObject({ kind: v.literal("constant"), ...rates }),
  v.strictObject({ kind: v.literal("cosine"), ...rates, finalLearningRate: v.optional(notNegative) }),
  v.strictObject({
    kind: v.literal("step"),
    ...rates,
    at: list(wholePositive, "a list of steps"),
    factor: v.optional(positive),
  }),
]);

const quotas = v.record(
  text,
  v.array(upTo(mostFaces), "a list of whole numbers, one for each age group"),
  "numbers by domain",
);
const ungrouped = v.union(
  [upTo(mostFaces), v.record(text, upTo(mostFaces))],
  "a whole number >= 0, or one for each domain",
);
const batches = v.variant("kind", [
  v.strictObject({ kind: v.literal("plain"), size: upTo(mostFaces, 1) }),
  v.strictObject({
    kind: v.literal("groupBalanced"),
    ageGroups: list(range("[lowest, highest] age in years"), "a list of [lowest, highest] ages"),
    tables: list(
      v.strictObject({ fromStep: whole, domains: quotas, ungrouped: v.optional(ungrouped) }),
      "a list of tables of quotas",
    ),
    missing: v.optional(oneOf(["error", "otherDomains"])),
    balanceGenders: v.optional(flag),
  }),
]);

const augmentation = v.strictObject({
  rotation: number("degrees from 0 to 180", (value) => value >= 0 && value <= 180),
  roll: v.optional(share),
  scale: factors,
  aspect: belowOne,
  shift: share,
  mirror: share,
  brightness: share,
  contrast: factors,
  saturation: factors,
  hue: number("turns from 0 to 0.5", (value) => value >= 0 && value <= 0.5),
  colour: share,
  grey: share,
  lowResolution: share,
  blur: share,
  jpeg: share,
  noise: share,
  erasing: share,
});

const labels = v.strictObject({
  outsideAges: v.optional(oneOf(["leaveOut", "nearest"])),
  genderFromAge: v.optional(notNegative),
});

const sourceAges = v.variant("kind", [
  v.strictObject({
    kind: v.literal("covered"),
    ages: v.record(
      text,
      list(range("[lowest, highest] age in years"), "a list of [lowest, highest] ages"),
      "ages by data set",
    ),
  }),
  v.strictObject({ kind: v.literal("adjusted"), uniformShare: share, smoothing: v.optional(notNegative) }),
]);

const mixing = v.strictObject({
  share,
  alpha: number("a number > 0 and <= 1", (value) => value > 0 && value <= 1),
});

const distillation = v.strictObject({
  share: number("a share > 0 and <= 1", (value) => value > 0 && value <= 1),
});

const architectureName = oneOf(architectureNames);

/** One stage, field by field. What fields mean together is checked after it. */
export const recipeSchema = v.strictObject({
  name,
  // Other fields of an architecture are checked by core when it is planned.
  architecture: v.union(
    [architectureName, v.looseObject({ base: architectureName })],
    `one of ${architectureNames.join(", ")}, or an object with such a "base" and changes`,
  ),
  seed: whole,
  sources: v.optional(list(text, "a list of names of data sets")),
  labels: v.optional(labels),
  domains: v.optional(v.record(text, text, "domains by data set")),
  sourceAges: v.optional(sourceAges),
  batches,
  loss,
  optimiser: optimiserSchema,
  schedule,
  batchNormMomentum: belowOne,
  averageDecay: belowOne,
  augmentation,
  mixing: v.optional(mixing),
  distillation: v.optional(distillation),
  learningRates: v.optional(v.record(text, notNegative, "numbers >= 0 by part of the network")),
  batchNorm: v.optional(oneOf(["trained", "frozen"])),
});

/** Several stages. */
export const stagedRecipeSchema = v.strictObject({
  name,
  stages: list(recipeSchema, "a list of at least one recipe"),
});
