import { readFile } from "node:fs/promises";
import { DataError } from "@fagr/core";

import { genderFrom, squareCrop, toPixels } from "@fagr/evaluation/peers";
import type { Peer } from "./peer";
import {
  openTfjsPeers,
  type PeerTensor,
  tfjsPeersAvailability,
  tfjsPeersRuntime,
  tfjsPeerVersion,
} from "./tfjs-packages";

const inputSize = 224;
const ageClasses = 100;

/** HSE-FaceRes as human ships it (`@vladmandic/human`, faceres): a square of 1.4 times the box's size, RGB 0..255. */
export const humanFaceRes: Peer = {
  id: "human",
  name: "human faceres",
  licence: "MIT",
  inputSize,
  needsLandmarks: false,
  runtime: tfjsPeersRuntime,
  identify: async () => ({ version: tfjsPeerVersion("@vladmandic/human") }),
  isAvailable: async () => tfjsPeersAvailability(),
  crop: (face) =>
    toPixels(squareCrop(face, { scale: 1.4, size: inputSize, beyond: "edge" }), {
      order: "RGB",
      maximum: 255,
      planar: false,
    }),
  async open() {
    const { tf, file } = await openTfjsPeers();
    const model = JSON.parse(await readFile(file("@vladmandic/human/models/faceres.json"), "utf8"));
    const bytes = new Uint8Array(await readFile(file("@vladmandic/human/models/faceres.bin")));
    const network = await tf.loadGraphModel({
      load: async () => ({
        modelTopology: model.modelTopology,
        weightSpecs: model.weightsManifest[0].weights,
        weightData: bytes.buffer,
      }),
    });
    return {
      async run(pixels, count) {
        const images = tf.tensor4d(pixels, [count, inputSize, inputSize, 3]);
        const outputs = network.execute(images);
        const [ages, males] = await Promise.all([outputWith(outputs, ageClasses), outputWith(outputs, 1)]);
        for (const tensor of [images, ...outputs]) tensor.dispose();
        return Array.from({ length: count }, (_, face) => ({
          age: decodeAge(ages.subarray(face * ageClasses, (face + 1) * ageClasses)),
          ...genderFrom(males[face]!),
        }));
      },
      dispose: async () => network.dispose(),
    };
  },
};

async function outputWith(outputs: readonly PeerTensor[], columns: number): Promise<Float32Array> {
  const output = outputs.find(({ shape }) => shape[1] === columns);
  if (!output)
    throw new DataError(
      "faceres.json",
      `Expected an output of ${columns} columns from faceres, received ${outputs.length} others.`,
    );
  return output.data();
}

/** Human's own rule (its src/face/faceres.ts): the most probable class, moved towards the more probable neighbour. */
function decodeAge(distribution: Float32Array): number {
  const most = distribution.indexOf(Math.max(...distribution));
  const younger = distribution[most - 1] ?? 0;
  const older = distribution[most + 1] ?? 0;
  return younger > older ? most - 10 * younger : most + 10 * older;
}
