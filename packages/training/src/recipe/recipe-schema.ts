import { architectureNames } from "@fagr/core/network";
import * as v from "valibot";

/** A schema whose message says what is expected; {@link parseRecipe} adds the field and what was received. */
const number = (expected: string, test: (value: number) => boolean) =>
  v.custom<number>((value) => typeof value === "number" && Number.isFinite(value) && test(value), expected);

const positive = number("a number > 0", (value) => value > 0);
const notNegative = number("a number >= 0", (value) => value >= 0);
const share = number("a number from 0 to 1", (value) => value >= 0 && value <= 1);
const belowOne = number("a number >= 0 and < 1", (value) => value >= 0 && value < 1);
const whole = number("a whole number >= 0", (value) => Number.isSafeInteger(value) && value >= 0);
const wholePositive = number("a whole number >= 1", (value) => Number.isSafeInteger(value) && value >= 1);
/** Faces of a batch, and rounds of an iteration, which a recipe from somebody else must not make endless. */
const upTo = (most: number, least = 0) =>
  number(
    `a whole number of ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
const mostFaces = 65_536;
const flag = v.boolean("true or false");
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

const weight = v.optional(notNegative);
const crossEntropy = v.strictObject({ kind: v.literal("crossEntropy"), weight, smoothing: v.optional(share) });
const focal = v.strictObject({
  kind: v.literal("focal"),
  weight,
  gamma: v.optional(notNegative),
  smoothing: v.optional(share),
});
const ageLoss = v.variant("kind", [
  crossEntropy,
  focal,
  v.strictObject({
    kind: v.literal("labelDistribution"),
    weight,
    deviation: v.optional(notNegative),
    expectation: v.optional(notNegative),
    quadraticBelow: v.optional(notNegative),
  }),
  v.strictObject({
    kind: v.literal("meanVariance"),
    weight,
    mean: v.optional(notNegative),
    variance: v.optional(notNegative),
  }),
  v.strictObject({ kind: v.literal("ordinal"), weight }),
]);
const genderLoss = v.variant("kind", [
  crossEntropy,
  focal,
  v.strictObject({
    kind: v.literal("arcFace"),
    weight,
    margin: v.optional(notNegative),
    scale: v.optional(positive),
  }),
]);
const loss = v.pipe(
  v.strictObject({ age: v.nullable(ageLoss), gender: v.nullable(genderLoss) }),
  v.check(({ age, gender }) => age !== null || gender !== null, 'a loss for "age", for "gender" or for both'),
);

const common = { weightDecay: v.optional(notNegative), clipNorm: v.optional(notNegative) };
const epsilon = v.optional(positive);
const adam = { ...common, beta1: v.optional(belowOne), beta2: v.optional(belowOne), epsilon };
const optimiser = v.variant("kind", [
  v.strictObject({ kind: v.literal("sgd"), ...common }),
  v.strictObject({
    kind: v.literal("momentum"),
    ...common,
    momentum: v.optional(belowOne),
    nesterov: v.optional(flag),
  }),
  v.strictObject({
    kind: v.literal("rmsprop"),
    ...common,
    decay: v.optional(belowOne),
    momentum: v.optional(belowOne),
    epsilon,
    centered: v.optional(flag),
  }),
  v.strictObject({ kind: v.literal("adagrad"), ...common, initialAccumulator: v.optional(notNegative) }),
  v.strictObject({ kind: v.literal("adadelta"), ...common, rho: v.optional(belowOne), epsilon }),
  v.strictObject({ kind: v.literal("adam"), ...adam }),
  v.strictObject({ kind: v.literal("adamw"), ...adam }),
  v.strictObject({ kind: v.literal("adamax"), ...adam }),
  v.strictObject({
    kind: v.literal("muon"),
    ...adam,
    momentum: v.optional(belowOne),
    rounds: v.optional(upTo(100, 1)),
    adamRate: v.optional(positive),
  }),
]);

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
  optimiser,
  schedule,
  batchNormMomentum: belowOne,
  averageDecay: belowOne,
  augmentation,
  mixing: v.optional(mixing),
  distillation: v.optional(distillation),
});

/** Several stages. */
export const stagedRecipeSchema = v.strictObject({
  name,
  stages: list(recipeSchema, "a list of at least one recipe"),
});
