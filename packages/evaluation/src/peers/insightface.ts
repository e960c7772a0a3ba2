import { alignFace } from "./align";
import { toPixels } from "./crop";
import { genderOf } from "./gender-of";
import type { OnnxPeer } from "./onnx-peer";

/** InsightFace's gender-age model (MobileNet 0.25, 2019): a face aligned by its landmarks, 112x112, RGB 0..255. */
export const insightFace: OnnxPeer = {
  id: "insightface-2019",
  name: "InsightFace genderage (2019)",
  licence: "non-commercial research",
  inputSize: 112,
  needsLandmarks: true,
  outputs: ["age", "gender"],
  crop: (face) => toPixels(alignFace(face), { order: "RGB", maximum: 255, planar: true }),
  decode: ({ age, gender }, count) =>
    Array.from({ length: count }, (_, face) => ({ age: age![face]!, ...genderOf(gender!, face) })),
};
