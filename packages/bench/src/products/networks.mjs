// bench:products. The networks whose kernels are timed, each opened as a call that runs it.
import { fileURLToPath } from "node:url";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadImage } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";
import { weights as shipped } from "@fagr/weights";

const workspace = (path) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** As many as go through the network together. */
const faces = 4;

async function openAge(arithmetic) {
  const weights = await loadWeights(shipped);
  const { inputSize } = weights.manifest.architecture;
  const data = Float32Array.from({ length: faces * inputSize * inputSize * 3 }, (_, i) => ((i * 7919) % 251) / 251);
  const network = await wasmBackend({ arithmetic }).createNetwork(weights);
  return () => network.run({ data, count: faces });
}

/** The engine makes its instance at the first photo. */
const openDetector = (options) => async (arithmetic) => {
  const photo = await loadImage(workspace("packages/testing/photos/astronaut.png"));
  const detector = await createFaceDetector({ ...options, arithmetic });
  await detector.detect(photo);
  return () => detector.detect(photo);
};

/** By name: how many pictures a run takes, what one is called, and how the network is opened. */
export const networks = {
  age: { count: faces, unit: "face", open: openAge },
  ssd: { count: 1, unit: "photo", open: openDetector({}) },
  yunet: {
    count: 1,
    unit: "photo",
    open: openDetector({
      detector: "yunet",
      model: workspace("../shared/models/face_detection_yunet_2023mar.onnx"),
    }),
  },
};
