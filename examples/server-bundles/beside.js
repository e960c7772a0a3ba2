// The weights lie beside the bundle.

import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights/int8";

async function main() {
  const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
  const detector = await createFaceDetector();
  console.log(JSON.stringify(await analyzeFaces(process.argv[2], { detector, model })));
}

main();
