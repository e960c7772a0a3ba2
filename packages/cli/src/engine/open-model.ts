// What several commands open: the model, its backend, the detector, and the loop over files.
import { type AgeGenderModel, loadAgeGenderModel, type WeightsSource } from "@fagr/core";
import type { CommandContext } from "../context";
import type { ModelOptions } from "../options";
import { openBackend } from "./open-backend";

/** The weights that the options name; those of @fagr/weights where they name none or an edition of it. */
export async function chosenWeights({ model }: Pick<ModelOptions, "model">): Promise<WeightsSource> {
  if (model === "all-ages") return (await import("@fagr/weights/all-ages")).weights;
  return model ?? (await import("@fagr/weights")).weights;
}

/** Loads the model that the options name onto the backend that they name. */
export async function openModel(options: ModelOptions, context: CommandContext): Promise<AgeGenderModel> {
  const { signal, fetch } = context;
  const backend = await openBackend(options, context);
  return loadAgeGenderModel({ backend, weights: await chosenWeights(options), signal, fetch });
}
