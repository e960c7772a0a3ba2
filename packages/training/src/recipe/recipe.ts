// Recipes: what they are, how they are checked when they come from a file, the ones that come with the library, and recipes fitted to your
// data. Fields, limits and defaults stand in valibot schemas beside what uses them; recipe-schema.ts puts them together.
import { type Architecture, type ArchitectureName, createArchitecture } from "@fagr/core/network";
import type { Domain } from "@fagr/data";
import type { Augmentation } from "../augmentation/augmentation";
import type { Distillation } from "../distillation/distillation";
import type { LossOptions } from "../losses/loss-kinds";
import type { SourceAges } from "../losses/source-ages";
import type { Mixing } from "../mixing/mixing";
import type { StyleMixingOptions } from "../mixing/style-mixing";
import type { TrainedParts } from "../network/trained-parts";
import type { OptimiserOptions } from "../optimiser/optimiser-options";
import type { Schedule } from "../optimiser/schedule";
import type { Batches } from "../sampler/batches";
import type { LabelRules } from "./label-rules";
import type { ownFieldsSchema } from "./recipe-schema";
import type { Given } from "./with-defaults";

/** A named architecture, or one with some fields changed. */
export type RecipeArchitecture = ArchitectureName | ({ readonly base: ArchitectureName } & Partial<Architecture>);

/** Everything about a training except the data: small, plain, and stored in every checkpoint. */
export interface Recipe extends Given<typeof ownFieldsSchema>, TrainedParts {
  readonly architecture: RecipeArchitecture;
  /** How to treat labels outside the network's ages and children's genders. Default: all labels count unchanged. */
  readonly labels?: LabelRules;
  /** Domain of all samples of a data set, by its name; overrides their own. The quotas of batches count by it. */
  readonly domains?: Readonly<Record<string, Domain>>;
  /** Keeps the network from associating a data set's look with its ages. Default: off. */
  readonly sourceAges?: SourceAges;
  readonly batches: Batches;
  readonly loss: LossOptions;
  readonly optimiser: OptimiserOptions;
  readonly schedule: Schedule;
  readonly augmentation: Augmentation;
  /** How faces are blended with each other. Default: not at all. Training figures are then those of the blends. */
  readonly mixing?: Mixing;
  /** How faces take the style of others' pictures. Default: not at all. */
  readonly styleMixing?: StyleMixingOptions;
  /** How much the answers of teachers count; teachers are passed beside the recipe. Default: only labels are taught. */
  readonly distillation?: Distillation;
}

/**
 * A whole training: one recipe, or several one after the other. Each stage starts with the body and the gender head of the
 * previous one; its age head is new if the previous stage did not train one, see `expandParameters`.
 */
export interface TrainingRecipe {
  readonly name: string;
  readonly stages: readonly Recipe[];
}

/** The architecture of a recipe, spelled out. Throws InvalidArgumentError if it makes no sense. */
export function architectureOf({ architecture }: Pick<Recipe, "architecture">): Architecture {
  if (typeof architecture === "string") return createArchitecture(architecture);
  const { base, ...changes } = architecture;
  return createArchitecture(base, changes);
}
