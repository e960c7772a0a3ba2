import { stat } from "node:fs/promises";
import { InvalidArgumentError } from "@fagr/core";
import { loadWeights, planNetwork, tasksOf } from "@fagr/core/network";
import type { Teacher } from "@fagr/training";
import type { CommandContext } from "../context";
import { originOf, originOfFolder, type WeightsOrigin } from "./weights-origin";

/** Weights and where they come from. */
export interface TrainedWeights extends Teacher {
  readonly origin: WeightsOrigin;
}

/** Weights by name and their architecture: of a manifest, or of the newest checkpoint in a folder, such as that of a training that ran away. */
export async function loadTrainedWeights(
  place: string,
  { signal, fetch }: Pick<CommandContext, "signal" | "fetch">,
): Promise<TrainedWeights> {
  const isFolder = (await stat(place).catch(() => undefined))?.isDirectory();
  if (!isFolder) {
    const { manifest, tensors } = await loadWeights(place, { signal, fetch });
    return {
      architecture: manifest.architecture,
      weights: tensors,
      origin: originOf(manifest),
      tasks: tasksOf(manifest),
    };
  }
  const { architectureOf, folderStorage } = await import("@fagr/training");
  const { CheckpointStore, layOutParameters, shippedWeights, toNamedTensors } = await import(
    "@fagr/training/building-blocks"
  );
  const checkpoint = await new CheckpointStore(folderStorage(place)).newest();
  if (!checkpoint)
    throw new InvalidArgumentError(
      `Expected checkpoints in the folder ${place}, but there are none. Of a training in stages name the stage's folder, such as ${place}/1-gender.`,
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
