import { alignFace } from "./align";
import { toPixels } from "./crop";
import { genderOf, onnxPeer, outputOf } from "./onnx-peer";

/** InsightFace's gender-age model (MobileNet 0.25, 2019): a face aligned by its landmarks, 112x112, RGB 0..255. */
export const insightFace = onnxPeer({
  id: "insightface-2019",
  name: "InsightFace genderage (2019)",
  licence: "non-commercial research",
  file: "insightface-2019-mobile.onnx",
  inputSize: 112,
  needsLandmarks: true,
  crop: (face) => toPixels(alignFace(face), { order: "RGB", maximum: 255, planar: true }),
  decode(outputs, count) {
    const age = outputOf(outputs, "age");
    const gender = outputOf(outputs, "gender");
    return Array.from({ length: count }, (_, face) => ({
      age: age[face]!,
      ...genderOf(gender, face),
    }));
  },
});
