import { type AgeGenderModel, loadAgeGenderModel, type WeightsSource } from "@fagr/core";
import type { CommandContext } from "../context";
import type { ModelOptions } from "../options";
import { chooseRuntime } from "./choose-runtime";

/** The weights that the options name; those of @fagr/weights where they name none. */
export async function chosenWeights({ model }: Pick<ModelOptions, "model">): Promise<WeightsSource> {
  return model ?? (await import("@fagr/weights")).weights;
}

/** Loads the model that the options name onto the backend that they name. */
export async function openModel(options: ModelOptions, { signal, fetch }: CommandContext): Promise<AgeGenderModel> {
  const { onnxBackend } = await import("@fagr/backend-onnx");
  const backend = onnxBackend({ runtime: chooseRuntime(options.backend) });
  return loadAgeGenderModel({ backend, weights: await chosenWeights(options), signal, fetch });
}
