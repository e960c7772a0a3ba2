// What several commands open: the model, its backend, the detector, and the loop over files.
import { type AgeGenderModel, loadAgeGenderModel, type WeightsSource } from "@fagr/core";
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
  return model ?? (await import("@fagr/weights")).weights;
}

/** Loads the model that the options name onto the backend that they name. */
export async function openModel(options: ModelOptions, context: CommandContext): Promise<AgeGenderModel> {
  const { signal, fetch } = context;
  const backend = await openBackend(options, context);
  return loadAgeGenderModel({ backend, weights: await chosenWeights(options), signal, fetch });
}
