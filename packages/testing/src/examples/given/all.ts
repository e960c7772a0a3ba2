// What examples speak of without making it. Types only: nothing here runs.
import type {
  AgeGenderModel,
  AnalyzedFace,
  BoundingBox,
  FaceDetector,
  FaceRegion,
  RgbImage,
  WeightsSource,
} from "@fagr/core";

export declare const model: AgeGenderModel;
export declare const detector: FaceDetector;
export declare const weights: WeightsSource;
export declare const image: RgbImage;
export declare const box: BoundingBox;
export declare const faces: readonly FaceRegion[];
export declare const face: AnalyzedFace;
export declare const signal: AbortSignal;
export declare const video: HTMLVideoElement;
export declare const pixels: Float32Array;
export declare const bitmap: ImageBitmap;
export declare const fileInput: HTMLInputElement;
export declare const uploadedBytes: Uint8Array;
/** What the reader's own page shows. */
export declare function draw(...shown: readonly unknown[]): void;
