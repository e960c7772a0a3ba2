/**
 * Other people's published networks as models that can be measured beside ours, from ONNX files that you have.
 *
 * Each adapter knows its network's crop, input and output, and gives answers in our form.
 *
 * @module @fagr/evaluation/peers
 */

export type {
  ComparedFace,
  ComparedModel,
  ComparedPrediction,
  PeerAdapter,
  PeerNetwork,
} from "./compared-model";
export { createComparedModel, joinCrops } from "./create-compared-model";
export { boxOf, type PixelLayout, type SquareCrop, squareCrop, toPixels } from "./crop";
export { genderFrom, genderOf } from "./gender-of";
export { insightFace } from "./insightface";
export { loadOnnxPeer, type OnnxPeer, type OnnxPeerOptions, openOnnxPeer, type PeerOutputs } from "./onnx-peer";
export { openVinoRetail } from "./openvino-retail";
export { originalMfn } from "./original-mfn";
