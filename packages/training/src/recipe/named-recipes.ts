import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { documentAgeGroups } from "@fagr/core/sampling";
import { noAugmentation } from "../augmentation/augmentation";
import { ageGenderStage, documentLoss, documentRecipe, genderStage } from "./document-recipe";
import type { Recipe, TrainingRecipe } from "./recipe";

/**
 * For tens of thousands of pictures and hours instead of days: both tasks at once, labels that are missing are masked. Age is
 * learned as a distribution and gender with smoothing; AdamW warms up and follows a cosine to 0, and the averaged weights are the
 * result. A batch of 128 is 16 Asian faces (one of each age group), 80 American-European ones with more of the ages that most
 * faces have, and 32 of which only the gender is known.
 */
export const compactStage: Recipe = {
  name: "compact",
  architecture: "age-gender-62",
  seed: 1,
  batches: {
    kind: "groupBalanced",
    ageGroups: documentAgeGroups,
    tables: [
      {
        fromStep: 0,
        domains: {
          asian: new Array<number>(16).fill(1),
          // biome-ignore format: the sixteen groups of one domain
          americanEuropean: [4, 7, 10, 7, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3],
        },
        ungrouped: 32,
      },
    ],
    missing: "otherDomains",
  },
  loss: {
    age: { kind: "labelDistribution", deviation: 2, expectation: 0.25, quadraticBelow: 1 },
    gender: { kind: "crossEntropy", smoothing: 0.05 },
  },
  optimiser: { kind: "adamw", weightDecay: 0.01, clipNorm: 5 },
  schedule: { kind: "cosine", learningRate: 0.003, warmUpSteps: 100, steps: 4000 },
  batchNormMomentum: 0.98,
  averageDecay: 0.998,
  augmentation: {
    ...noAugmentation,
    rotation: 15,
    scale: [0.86, 1.26],
    aspect: 0.1,
    shift: 0.08,
    mirror: 0.5,
    brightness: 0.12,
    contrast: [0.7, 1.3],
    saturation: [0.7, 1.3],
    hue: 0.02,
    colour: 0.08,
    grey: 0.1,
    lowResolution: 0.15,
    blur: 0.1,
    jpeg: 0.1,
    noise: 0.03,
    erasing: 0.2,
  },
};

const recipes = {
  document: documentRecipe,
  compact: { name: "compact", stages: [compactStage] },
  /** The compact recipe with all samples equally likely, as a baseline for balanced groups. */
  plain: {
    name: "plain",
    stages: [{ ...compactStage, name: "plain", batches: { kind: "plain", size: 128 } }],
  },
  /** The document's two stages with ArcFace in the first, for pictures with genders that are many but whose ages are few. */
  "arc-face": {
    name: "arc-face",
    stages: [
      { ...genderStage, loss: { age: null, gender: { kind: "arcFace", margin: 0.3, scale: 16 } } },
      { ...ageGenderStage, loss: documentLoss },
    ],
  },
} as const satisfies Record<string, TrainingRecipe>;

/** The name of a recipe that {@link namedRecipe} knows. */
export type RecipeName = keyof typeof recipes;

/** The names that {@link namedRecipe} takes. */
export const recipeNames = Object.keys(recipes) as RecipeName[];

/** Whether a text is the name of a recipe. */
export function isRecipeName(name: string): name is RecipeName {
  return typeof name === "string" && Object.hasOwn(recipes, name);
}

/**
 * A recipe that comes with the library: `document` (its two stages, batches and optimiser as in the document), `compact` (for
 * smaller data and shorter trainings), `plain` (compact without group balance) or `arc-face` (document with ArcFace first).
 *
 * @throws InvalidArgumentError if there is none of that name.
 */
export function namedRecipe(name: RecipeName): TrainingRecipe {
  if (isRecipeName(name)) return recipes[name];
  throw new InvalidArgumentError(
    `Expected the name of a recipe, one of ${recipeNames.join(", ")}, received ${describeValue(name)}.`,
  );
}
