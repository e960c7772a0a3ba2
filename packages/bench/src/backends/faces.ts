import "@tensorflow/tfjs-backend-cpu";
import { join } from "node:path";
import { loadImage } from "@fagr/core";
import type { LoadedWeights, PixelBatch, ProbabilityBatch } from "@fagr/core/backend";
import { buildLayersModel } from "@fagr/core/layers";
import { type PixelRegion, planNetwork, preprocessFaces } from "@fagr/core/network";
import * as tf from "@tensorflow/tfjs-core";
import { batchFaces } from "../rows/row";
import { workspaceFolder } from "../support/workspace";

/** The face in the repository's photo, pixels. */
const face = { x: 168.5, y: 62, width: 110, height: 140 };

/** 32 crops of a real face, each shifted and scaled a little: `[32, size, size, 3]`. */
export async function benchFaces({ manifest }: LoadedWeights): Promise<PixelBatch> {
  const image = await loadImage(join(workspaceFolder, "packages/testing/photos/astronaut.png"));
  const faces = Array.from({ length: batchFaces }, (_, index): PixelRegion => {
    const scale = 0.8 + (index % 8) * 0.1;
    const shift = Math.floor(index / 8) * 6 - 9;
    return {
      image,
      box: {
        x: face.x + (face.width * (1 - scale)) / 2 + shift,
        y: face.y + (face.height * (1 - scale)) / 2 - shift,
        width: face.width * scale,
        height: face.height * scale,
      },
    };
  });
  return preprocessFaces(faces, manifest);
}

/** What tfjs answers in plain JavaScript, by layers as the tables have them: the reference of all backends. */
export async function referenceAnswers(weights: LoadedWeights, { data, count }: PixelBatch): Promise<ProbabilityBatch> {
  await tf.setBackend("cpu");
  const { architecture } = weights.manifest;
  const model = buildLayersModel(planNetwork(architecture), { weights: weights.tensors });
  const images = tf.tensor4d(data, [count, architecture.inputSize, architecture.inputSize, 3]);
  const [age, gender] = model.predict(images) as tf.Tensor[];
  const answers = { age: (await age!.data()) as Float32Array, gender: (await gender!.data()) as Float32Array };
  model.dispose();
  tf.dispose([images, age!, gender!]);
  return answers;
}
