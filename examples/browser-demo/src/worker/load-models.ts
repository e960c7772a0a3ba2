import { autoBackend } from "@fagr/backend-auto";
import { type AgeGenderBackend, type AgeGenderModel, type FaceDetector, loadAgeGenderModel } from "@fagr/core";
import { fetchBytes } from "@fagr/core/backend";
import { createFaceDetector } from "@fagr/detect";
import ssdWeights from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin?url";
import ssdManifest from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json?url";
import { weights } from "@fagr/weights/float16";
import type { LoadingProgress } from "../answers";
import { address, openBackend } from "./backends";
import { sumProgress } from "./sum-progress";

/** Detector and model, loaded side by side; the model on a backend by its name, or "" for the fastest that is here. */
export async function loadModels(
  backend: string,
  report: (progress: LoadingProgress) => void,
): Promise<{ detector: FaceDetector; model: AgeGenderModel }> {
  const onProgress = sumProgress(3, report);
  const fetched = (file: string) => fetchBytes(address(file), { onProgress });
  const opened = backend === "" ? autoBackend() : await openBackend(backend);
  const [detector, model] = await Promise.all([
    Promise.all([fetched(ssdManifest), fetched(ssdWeights)]).then(([manifest, weights]) =>
      createFaceDetector({ model: { manifest, weights } }),
    ),
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
