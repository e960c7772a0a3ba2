import { genderFrom, squareCrop, toPixels } from "@fagr/evaluation/peers";
import type { Peer } from "./peer";
import {
  openTfjsPeers,
  type PeerTensor,
  tfjsPeersAvailability,
  tfjsPeersRuntime,
  tfjsPeerVersion,
} from "./tfjs-packages";

const inputSize = 112;
const pixelsPerFace = inputSize * inputSize * 3;

interface FaceApi {
  toNetInput(images: readonly PeerTensor[]): Promise<object>;
  readonly nets: {
    readonly ageGenderNet: {
      loadFromDisk(folder: string): Promise<void>;
      forwardInput(input: object): { age: PeerTensor; gender: PeerTensor };
      dispose(throwOnRedispose: boolean): void;
    };
  };
}

/** AgeGenderNet of face-api (`@vladmandic/face-api`), by its own code: a square of 1.2 times the box's size, black beyond the picture, RGB 0..255. */
export const faceApi: Peer = {
  id: "face-api",
  name: "face-api AgeGenderNet",
  licence: "MIT",
  inputSize,
  needsLandmarks: false,
  runtime: tfjsPeersRuntime,
  identify: async () => ({ version: tfjsPeerVersion("@vladmandic/face-api") }),
  isAvailable: async () => tfjsPeersAvailability(),
  crop: (face) =>
    toPixels(squareCrop(face, { scale: 1.2, size: inputSize, beyond: "black" }), {
      order: "RGB",
      maximum: 255,
      planar: false,
    }),
  async open() {
    const { tf, require, file } = await openTfjsPeers();
    const api = require(file("@vladmandic/face-api/dist/face-api.node-wasm.js")) as FaceApi;
    const network = api.nets.ageGenderNet;
    await network.loadFromDisk(file("@vladmandic/face-api/model"));
    return {
      async run(pixels, count) {
        const images = Array.from({ length: count }, (_, face) =>
          tf.tensor3d(pixels.subarray(face * pixelsPerFace, (face + 1) * pixelsPerFace), [inputSize, inputSize, 3]),
        );
        const outputs = network.forwardInput(await api.toNetInput(images));
        const [age, gender] = await Promise.all([outputs.age.data(), outputs.gender.data()]);
        for (const tensor of [...images, outputs.age, outputs.gender]) tensor.dispose();
        // [N, 2] male, female: the other way round than everybody else.
        return Array.from({ length: count }, (_, face) => ({ age: age[face]!, ...genderFrom(gender[face * 2]!) }));
      },
      dispose: async () => network.dispose(false),
    };
  },
};
