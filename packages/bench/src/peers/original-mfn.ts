import { cropAndResize } from "@fagr/core/network";
import { boxOf, toPixels } from "./crop";
import { genderOf, onnxPeer, outputOf } from "./onnx-peer";

const inputSize = 62;
const [youngest, classes] = [18, 48];

/** MFN of FaceAgeGenderRecognition's authors: the detector's box without a margin, stretched to 62x62, RGB 0..1. */
export const originalMfn = onnxPeer({
  id: "original-mfn",
  name: "original authors' MFN",
  licence: "none stated",
  file: "original-mfn.onnx",
  inputSize,
  needsLandmarks: false,
  crop: (face) =>
    toPixels(cropAndResize(face.image, { box: boxOf(face), width: inputSize, height: inputSize }), {
      order: "RGB",
      maximum: 1,
      planar: true,
    }),
  decode(outputs, count) {
    const age = outputOf(outputs, "age");
    const gender = outputOf(outputs, "gender");
    return Array.from({ length: count }, (_, face) => ({
      age: age
        .subarray(face * classes, (face + 1) * classes)
        .reduce((sum, probability, index) => sum + probability * (youngest + index), 0),
      ...genderOf(gender, face),
    }));
  },
});
