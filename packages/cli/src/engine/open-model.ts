// What several commands open: the model, its backend, the detector, and the loop over files.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type AgeGenderModel, DataError, loadAgeGenderModel, type WeightsSource } from "@fagr/core";
import type { CommandContext } from "../context";
import type { ModelOptions } from "../options";
import { openBackend } from "./open-backend";

/** The editions that @fagr/weights has beside its default, by the name of their entry. */
const editions: Readonly<Record<string, () => Promise<{ weights: WeightsSource }>>> = {
  float16: () => import("@fagr/weights/float16"),
  int8: () => import("@fagr/weights/int8"),
  "all-ages": () => import("@fagr/weights/all-ages"),
  "all-ages-float16": () => import("@fagr/weights/all-ages-float16"),
  "all-ages-int8": () => import("@fagr/weights/all-ages-int8"),
};

/** The weights that the options name; those of @fagr/weights where they name none or an edition of it. */
export async function chosenWeights({ model }: Pick<ModelOptions, "model">): Promise<WeightsSource> {
  const edition = model !== undefined && Object.hasOwn(editions, model) ? editions[model] : undefined;
  if (edition) return (await edition()).weights;
  if (model !== undefined) await refuseUnfinished(model);
  return model ?? (await import("@fagr/weights")).weights;
}

/** A training that was stopped has checkpoints and no model yet. */
async function refuseUnfinished(model: string): Promise<void> {
  if (existsSync(model)) return;
  const files = await readdir(dirname(model)).catch(() => []);
  if (files.some((file) => file.endsWith(".checkpoint")))
    throw new DataError(
      model,
      `Expected a model at ${model}, but its folder has only checkpoints: the training has not ended. Continue it with the fagr train command that began it; the model is written at the end.`,
    );
}

/** Loads the model that the options name onto the backend that they name. */
export async function openModel(options: ModelOptions, context: CommandContext): Promise<AgeGenderModel> {
  const { signal, fetch } = context;
  const backend = await openBackend(options, context);
  return loadAgeGenderModel({ backend, weights: await chosenWeights(options), signal, fetch });
}
