// All weights are in the bundle: one file to move about, 8.5 MB.

import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import ssdWeights from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin";
import ssdManifest from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json";
import file from "@fagr/weights/models/age-gender-62-int8/age-gender-62-int8.bin";
import manifest from "@fagr/weights/models/age-gender-62-int8/manifest.json";

async function main() {
  const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: { manifest, file } });
  const manifestBytes = new TextEncoder().encode(JSON.stringify(ssdManifest));
  const detector = await createFaceDetector({ model: { manifest: manifestBytes, weights: ssdWeights } });
  console.log(JSON.stringify(await analyzeFaces(process.argv[2], { detector, model })));
}

main();
