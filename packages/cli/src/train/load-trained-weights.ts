import { stat } from "node:fs/promises";
import { InvalidArgumentError, type WeightsSource } from "@fagr/core";
import { loadWeights, planNetwork, tasksOf } from "@fagr/core/network";
import type { Teacher } from "@fagr/training";
import type { CommandContext } from "../context";
import { fineTune } from "./load-recipe";
import { originOf, originOfFolder, type WeightsOrigin } from "./weights-origin";

/** Weights and where they come from. */
export interface TrainedWeights extends Teacher {
  readonly origin: WeightsOrigin;
}

/** What a training begins with: the weights that are named; for fine-tuning the shipped ones where none are. */
export async function loadInitialWeights(
  {
    recipe,
    initialWeights: place,
    ages,
  }: { recipe: string; initialWeights?: string; ages?: readonly [minimum: number, maximum: number] },
  context: Pick<CommandContext, "signal" | "fetch">,
): Promise<TrainedWeights | undefined> {
  if (place !== undefined) return loadTrainedWeights(place, context);
  return recipe === fineTune ? loadShippedWeights(ages, context) : undefined;
}

/** The shipped weights: the edition for all ages where ages outside of the other's are to be known. */
async function loadShippedWeights(
  ageRange: readonly [number, number] | undefined,
  context: Pick<CommandContext, "signal" | "fetch">,
): Promise<TrainedWeights> {
  const { weights } = await import("@fagr/weights");
  const [youngest, oldest] = weights.manifest.architecture.ageRange;
  const suffices = !ageRange || (ageRange[0] >= youngest && ageRange[1] <= oldest);
  return loadManifest(suffices ? weights : (await import("@fagr/weights/all-ages")).weights, context);
}

async function loadManifest(
  source: WeightsSource,
  { signal, fetch }: Pick<CommandContext, "signal" | "fetch">,
): Promise<TrainedWeights> {
  const { manifest, tensors } = await loadWeights(source, { signal, fetch });
  return {
    architecture: manifest.architecture,
    weights: tensors,
    origin: originOf(manifest),
    tasks: tasksOf(manifest),
  };
}

/** Weights by name and their architecture: of a manifest, or of the newest checkpoint in a folder, such as that of a training that diverged. */
export async function loadTrainedWeights(
  place: string,
  context: Pick<CommandContext, "signal" | "fetch">,
): Promise<TrainedWeights> {
  if (place === "all-ages") return loadManifest((await import("@fagr/weights/all-ages")).weights, context);
  const isFolder = (await stat(place).catch(() => undefined))?.isDirectory();
  if (!isFolder) return loadManifest(place, context);
  const { architectureOf, folderStorage } = await import("@fagr/training");
  const { CheckpointStore, layOutParameters, shippedWeights, toNamedTensors } = await import(
    "@fagr/training/building-blocks"
  );
  const checkpoint = await new CheckpointStore(folderStorage(place)).newest();
  if (!checkpoint)
    throw new InvalidArgumentError(
      `Expected checkpoints in the folder ${place}, but there are none. For a training in stages name the stage's folder, such as ${place}/1-gender.`,
    );
  const architecture = architectureOf(checkpoint.recipe);
  const origin = await originOfFolder(place);
  const { loss } = checkpoint.recipe;
  // A stage may train less than what the whole training, whose manifest this is, has taught.
  const tasks = tasksOf(origin).filter((task) => loss[task] !== null);
  return {
    architecture,
    origin: { ...origin, tasks },
    tasks,
    weights: toNamedTensors(shippedWeights(checkpoint), layOutParameters(planNetwork(architecture))),
  };
}
