import { squareCrop, toPixels } from "./crop";
import { genderOf } from "./gender-of";
import type { OnnxPeer } from "./onnx-peer";

const inputSize = 62;

/** OpenVINO's age-gender-recognition-retail-0013: a square of 1.2 times the box's size, BGR 0..255; it says age / 100. */
export const openVinoRetail: OnnxPeer = {
  id: "openvino-retail-0013",
  name: "OpenVINO retail-0013",
  licence: "Apache-2.0",
  inputSize,
  needsLandmarks: false,
  outputs: ["out_age_conv3", "out_prob"],
  crop: (face) =>
    toPixels(squareCrop(face, { scale: 1.2, size: inputSize, beyond: "edge" }), {
      order: "BGR",
      maximum: 255,
      planar: true,
    }),
  decode: ({ out_age_conv3: age, out_prob: gender }, count) =>
    Array.from({ length: count }, (_, face) => ({ age: age![face]! * 100, ...genderOf(gender!, face) })),
};
