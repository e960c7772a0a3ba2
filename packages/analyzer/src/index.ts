/**
 * Age and gender of the faces in a picture, in one call.
 *
 * @module @fagr/analyzer
 */

export { createFaceAnalyzer, type FaceAnalyzer, type FaceAnalyzerOptions } from "./create-face-analyzer";
