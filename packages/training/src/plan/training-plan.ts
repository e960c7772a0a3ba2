// A training spelled out as data, for a program in another language: examples/train-with-tensorflow carries it out.
import { InvalidArgumentError } from "@fagr/core";
import type { Architecture } from "@fagr/core/network";
import type { CropSet } from "@fagr/data/crops";
import { attributeClass, checkAttributes } from "../attributes/attribute-class";
import { type AttributeLoss, ageLossSchema, attributeLossSchema, genderLossSchema } from "../losses/loss-kinds";
import { sourceOffsets } from "../losses/source-offsets";
import { optimiserSchema } from "../optimiser/optimiser-options";
import { bindSources } from "../recipe/bind-sources";
import { withLabelRules } from "../recipe/label-rules";
import { architectureOf, type Recipe } from "../recipe/recipe";
import { selectSamples } from "../recipe/select-samples";
import { withDefaults } from "../recipe/with-defaults";
import { createSampler } from "../sampler/create-sampler";
import type { SamplerDescription } from "../sampler/sampler";

/** Format of a plan's file. */
export const planFormat = "fagr-training-plan/2";

/** A stage spelled out for a program in another language: what is drawn, what is taught, and how. Plain data. */
export interface TrainingPlan {
  readonly format: typeof planFormat;
  /** With every default of its losses and its optimiser. */
  readonly recipe: Recipe;
  readonly architecture: Architecture;
  readonly crops: { readonly size: number; readonly boxScale: number; readonly count: number };
  /** Its pools hold indices into the crops. */
  readonly sampler: SamplerDescription;
  /** Labels of all crops as training sees them. */
  readonly labels: {
    readonly ages: readonly (number | null)[];
    readonly bands: readonly (readonly [lowest: number, highest: number] | null)[];
    readonly genders: readonly (0 | 1 | null)[];
    readonly sources: readonly string[];
    /** Of further attributes, by name: places in the architecture's lists of labels. */
    readonly attributes: Readonly<Record<string, readonly (number | null)[]>>;
  };
  /** What is added to the age logits of a data set's faces, by its name. */
  readonly offsets: Readonly<Record<string, readonly number[]>>;
}

/**
 * The training plan of a stage, for TensorFlow: see `examples/train-with-tensorflow`.
 *
 * @param data - `training`: indices into the crops, as `splitCropSet` gives them.
 * @throws InvalidArgumentError for what a plan cannot express: blends, mixed styles, teachers, modules and frozen parts.
 * @throws DataError if the crops lack what the recipe asks for.
 *
 * @example
 * ```ts
 * const plan = planTraining(documentRecipe.stages[1]!, { crops, training });
 * await writeFile("plan.json", JSON.stringify(plan));
 * ```
 */
export function planTraining(
  recipe: Recipe,
  { crops, training }: { crops: CropSet; training: Int32Array },
): TrainingPlan {
  const architecture = architectureOf(recipe);
  refuseUnplanned(recipe);
  const { samples } = crops.manifest;
  const indices = selectSamples(training, { samples, recipe });
  const present = new Set(Array.from(training, (index) => samples[index]!.source));
  const { domains, sourceAges } = bindSources(recipe, present);
  const drawn = Array.from(indices, (index) => {
    const sample = samples[index]!;
    return { ...sample, domain: domains?.[sample.source] ?? sample.domain };
  });
  const create = () => createSampler(drawn, { batches: recipe.batches, seed: recipe.seed });
  const { ageRange, attributes: heads = {} } = architecture;
  checkAttributes(heads, { training: drawn, validation: [] });
  const seen = withLabelRules(crops, { labels: recipe.labels, ageRange }).manifest.samples;
  const offsets = sourceAges
    ? sourceOffsets({
        ...{ sourceAges, ageRange, sampler: create() },
        samples: Array.from(indices, (index) => seen[index]!),
      })
    : {};
  const { size, boxScale } = crops.manifest;
  const sampler = create().description;
  return {
    format: planFormat,
    recipe: {
      ...recipe,
      loss: {
        age: recipe.loss.age && withDefaults(ageLossSchema, recipe.loss.age),
        gender: recipe.loss.gender && withDefaults(genderLossSchema, recipe.loss.gender),
        attributes: Object.fromEntries(
          Object.keys(heads).map((name) => [
            name,
            withDefaults(
              attributeLossSchema,
              recipe.loss.attributes?.[name] ?? ({ kind: "crossEntropy" } as AttributeLoss),
            ),
          ]),
        ),
      },
      optimiser: withDefaults(optimiserSchema, recipe.optimiser),
    },
    architecture,
    crops: { size, boxScale, count: samples.length },
    sampler: {
      ...sampler,
      pools: Object.fromEntries(
        Object.entries(sampler.pools).map(([name, { seed, members }]) => [
          name,
          { seed, members: members.map((member) => indices[member]!) },
        ]),
      ),
    },
    labels: {
      ages: seen.map(({ age }) => age),
      bands: seen.map(({ age, ageBand }) => (age === null && ageBand ? ageBand : null)),
      genders: seen.map(({ gender }) => gender),
      sources: seen.map(({ source }) => source),
      attributes: Object.fromEntries(
        Object.entries(heads).map(([attribute, labels]) => [
          attribute,
          seen.map((sample) => attributeClass(sample, { attribute, labels }) ?? null),
        ]),
      ),
    },
    offsets: Object.fromEntries(Object.entries(offsets).map(([source, values]) => [source, [...values]])),
  };
}

function refuseUnplanned(recipe: Recipe): void {
  const { mixing, styleMixing, distillation, learningRates, batchNorm, augmentation, loss } = recipe;
  const modules = augmentation.modules?.length ? augmentation.modules : undefined;
  const fields = { mixing, styleMixing, distillation, learningRates, batchNorm, "augmentation.modules": modules };
  const fail = (field: string, expected: string, received: string): never => {
    throw new InvalidArgumentError(
      `The plan of the recipe "${recipe.name}", field "${field}": expected ${expected}, received ${received}. Train it with fagr train, or leave that out.`,
    );
  };
  for (const [field, value] of Object.entries(fields))
    if (value !== undefined && value !== "trained") fail(field, "none", JSON.stringify(value));
  const losses = { "loss.age": loss.age, "loss.gender": loss.gender };
  const ofHeads = Object.entries(loss.attributes ?? {}).map(([name, own]) => [`loss.attributes.${name}`, own] as const);
  for (const [field, own] of [...Object.entries(losses), ...ofHeads])
    if (own?.kind === "module") fail(field, "a loss by its name", own.module);
}
