import { cropAndResize } from "@fagr/core/network";
import { boxOf, toPixels } from "./crop";
import { genderOf } from "./gender-of";
import type { OnnxPeer } from "./onnx-peer";

const inputSize = 62;
const [youngest, classes] = [18, 48];

/** MFN of FaceAgeGenderRecognition's authors: the detector's box without a margin, stretched to 62x62, RGB 0..1. */
export const originalMfn: OnnxPeer = {
  id: "original-mfn",
  name: "original authors' MFN",
  licence: "none stated",
  inputSize,
  needsLandmarks: false,
  outputs: ["age", "gender"],
  crop: (face) =>
    toPixels(cropAndResize(face.image, { box: boxOf(face), width: inputSize, height: inputSize }), {
      order: "RGB",
      maximum: 1,
      planar: true,
    }),
  decode: ({ age, gender }, count) =>
    Array.from({ length: count }, (_, face) => ({
      age: age!
        .subarray(face * classes, (face + 1) * classes)
        .reduce((sum, probability, index) => sum + probability * (youngest + index), 0),
      ...genderOf(gender!, face),
    })),
};
