/**
 * Age and gender of the faces in a picture, in one call.
 *
 * One call opens the model and the face detector side by side, with the weights and defaults that suit most applications. It only
 * combines parts that core, backend-wasm, detect and weights also offer separately.
 *
 * @module @fagr/analyzer
 */

export { createFaceAnalyzer, type FaceAnalyzer, type FaceAnalyzerOptions } from "./create-face-analyzer";
