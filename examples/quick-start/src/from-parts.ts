import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";

const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
const detector = await createFaceDetector();
for (const face of await analyzeFaces("family.jpg", { detector, model })) console.log(face.age, face.gender);
