/**
 * Face detectors: an SSD whose weights come with the installation, and YuNet.
 *
 * Both detectors run on `@fagr/engine`, or on ONNX Runtime if you ask. A detector is a network, a decoder of its output, and a correction
 * that makes its boxes fit the crops that the age-gender network was trained on.
 *
 * @module @fagr/detect
 */

export { type CreateFaceDetectorOptions, createFaceDetector } from "./create-face-detector";
export type { DetectorOptions } from "./detector-options";
export type { FileSource } from "./file-source";
export type { SsdModelSource } from "./ssd/load-ssd-weights";
export { createSsdDetector, type SsdDetectorOptions } from "./ssd/ssd-detector";
export { type DownloadYunetOptions, downloadYunet, yunetFile } from "./yunet/download";
export { defaultModelFolder } from "./yunet/model-folder";
export { createYunetDetector, type YunetDetectorOptions } from "./yunet/yunet-detector";
