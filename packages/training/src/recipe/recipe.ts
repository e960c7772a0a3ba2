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

/** Everything that decides a training but the data: small, plain, and kept in every checkpoint. */
export interface Recipe extends Given<typeof ownFieldsSchema>, TrainedParts {
  readonly architecture: RecipeArchitecture;
  /** What is made of labels outside the network's ages and of children's genders; without it all labels count as they are. */
  readonly labels?: LabelRules;
  /** Domain of every sample of a data set, by its name, in place of its own: what the quotas of batches count by. */
  readonly domains?: Readonly<Record<string, Domain>>;
  /** Keeps the network from learning a data set's ages with its look; without it a label says that the age is no other. */
  readonly sourceAges?: SourceAges;
  readonly batches: Batches;
  readonly loss: LossOptions;
  readonly optimiser: OptimiserOptions;
  readonly schedule: Schedule;
  readonly augmentation: Augmentation;
  /** How faces are blended with each other; without it none are. Figures of the training part are those of the blends then. */
  readonly mixing?: Mixing;
  /** How faces take the style of others' pictures; without it none do. */
  readonly styleMixing?: StyleMixingOptions;
  /** How much the answers of teachers count, which the training is given beside the recipe; without it labels alone are taught. */
  readonly distillation?: Distillation;
}

/**
 * A whole training: one recipe, or several one after the other. Each stage begins with the body and the gender head that
 * the stage before ended with; its age head is fresh where the stage before did not train one, see `expandParameters`.
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
