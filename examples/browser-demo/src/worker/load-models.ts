import { autoBackend } from "@fagr/backend-auto";
import { type AgeGenderBackend, type AgeGenderModel, type FaceDetector, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import ssdWeights from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin?url";
import ssdManifest from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json?raw";
import { weights } from "@fagr/weights/float16";
import type { LoadingProgress } from "../answers";
import { address, openBackend } from "./backends";
import { sumProgress } from "./sum-progress";

/** Detector and model, loaded side by side; the model on a backend by its name, or "" for the fastest that is here. */
export async function loadModels(
  backend: string,
  report: (progress: LoadingProgress) => void,
): Promise<{ detector: FaceDetector; model: AgeGenderModel }> {
  const onProgress = sumProgress(2, report);
  const opened = backend === "" ? autoBackend() : await openBackend(backend);
  // The detector's manifest is in this script: it knows how much there is to come, where servers compress and do not say.
  const manifest = new TextEncoder().encode(ssdManifest);
  const [detector, model] = await Promise.all([
    createFaceDetector({ model: { manifest, weights: address(ssdWeights) }, onProgress }),
    loadAgeGenderModel({ backend: opened, weights, onProgress }),
  ]);
  return { detector, model };
}

/** The same weights on another backend. */
export function loadModelOn(backend: AgeGenderBackend): Promise<AgeGenderModel> {
  return loadAgeGenderModel({ backend, weights });
}

/** The other detector, from its file `face_detection_yunet_2023mar.onnx`. */
export async function loadYunet(file: Blob): Promise<FaceDetector> {
  const model = await file.arrayBuffer();
  return createFaceDetector({ detector: "yunet", model });
}
