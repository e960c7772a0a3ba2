import { tfjsPeerFile } from "../peers";
import type { PhotoSubject } from "./photo-subject";

const wasmFolder = "@tensorflow/tfjs-backend-wasm/dist";
const wasmFile = "tfjs-backend-wasm-simd.wasm";

/** The package's script with all that is in it, as its page says to take it; human's door lets no other in. */
const script = (name: string) => JSON.stringify(tfjsPeerFile(`@vladmandic/${name}/dist/${name}.esm.js`));

/** face-api with one of its detectors, on WebAssembly: without a graphics card the quickest that it has. */
const faceApi = (name: string, detector: { net: string; model: string; options: string }): PhotoSubject => ({
  name,
  source: `
import * as faceapi from ${script("face-api")};

export async function open() {
  faceapi.tf.setWasmPaths("/");
  if (!(await faceapi.tf.setBackend("wasm"))) throw new Error("tfjs-backend-wasm does not start.");
  await faceapi.tf.ready();
  await Promise.all([faceapi.nets.${detector.net}.loadFromUri("/models"), faceapi.nets.ageGenderNet.loadFromUri("/models")]);
  const options = new faceapi.${detector.options};
  return async (image) => (await faceapi.detectAllFaces(image, options).withAgeAndGender()).filter(({ age }) => age > 0).length;
}`,
  folder: tfjsPeerFile(".")!,
  files: Object.fromEntries([
    [`/${wasmFile}`, tfjsPeerFile(`${wasmFolder}/${wasmFile}`)!],
    ...[detector.model, "age_gender_model"].flatMap((model) =>
      [".bin", "-weights_manifest.json"].map((ending) => [
        `/models/${model}${ending}`,
        tfjsPeerFile(`@vladmandic/face-api/model/${model}${ending}`)!,
      ]),
    ),
  ]),
});

/** human with what finds faces and tells their ages, all else off, on WebAssembly. */
const human = (): PhotoSubject => ({
  name: "human",
  source: `
import { Human } from ${script("human")};

const off = { enabled: false };
export async function open() {
  const human = new Human({
    backend: "wasm",
    wasmPath: "/",
    modelBasePath: "/models/",
    cacheSensitivity: 0,
    filter: off,
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: 20 },
      description: { enabled: true },
      mesh: off, iris: off, emotion: off, antispoof: off, liveness: off, attention: off,
    },
    body: off, hand: off, object: off, gesture: off, segmentation: off,
  });
  await human.load();
  return async (image) => (await human.detect(image)).face.filter(({ age }) => age > 0).length;
}`,
  folder: tfjsPeerFile(".")!,
  files: Object.fromEntries([
    [`/${wasmFile}`, tfjsPeerFile(`${wasmFolder}/${wasmFile}`)!],
    ...["blazeface", "faceres"].flatMap((model) =>
      [".bin", ".json"].map((ending) => [
        `/models/${model}${ending}`,
        tfjsPeerFile(`@vladmandic/human/models/${model}${ending}`)!,
      ]),
    ),
  ]),
});

/** Where their packages are installed. */
export function peerSubjects(): PhotoSubject[] {
  if (!tfjsPeerFile(".")) return [];
  return [
    faceApi("face-api, SSD", {
      net: "ssdMobilenetv1",
      model: "ssd_mobilenetv1_model",
      options: "SsdMobilenetv1Options({ minConfidence: 0.5 })",
    }),
    faceApi("face-api, tiny", {
      net: "tinyFaceDetector",
      model: "tiny_face_detector_model",
      options: "TinyFaceDetectorOptions()",
    }),
    human(),
  ];
}
