import type { AgeGenderModel, DetectedFace, FaceDetector, FaceRegion, PredictOptions, RgbImage } from "@fagr/core";
import { bellPrediction, labels } from "./prediction";

/** For tests: a frame whose only pixel's red says its number. */
export function numberedFrame(number: number): RgbImage {
  const [width, height] = [640, 60];
  const data = new Uint8Array(width * height * 3);
  data[0] = number;
  return { width, height, data };
}

/** For tests: finds what a function says of a frame's number. */
export function fakeDetector(find: (frame: number) => DetectedFace[] | Promise<DetectedFace[]>) {
  const frames: number[] = [];
  const detector: FaceDetector = {
    name: "fake",
    async detect(image) {
      frames.push(image.data[0]!);
      return find(image.data[0]!);
    },
    async dispose() {},
    async [Symbol.asyncDispose]() {},
  };
  return { detector, frames };
}

/** For tests: predicts the age that a function says of a frame's number and the left edge of the box. */
export function fakeModel(age: (frame: number, x: number) => number) {
  const calls: { faces: readonly FaceRegion[]; options: PredictOptions | undefined }[] = [];
  const model = {
    manifest: { labels },
    async predict(faces: readonly FaceRegion[], options?: PredictOptions) {
      calls.push({ faces, options });
      return faces.map(({ image, box }) => bellPrediction(age((image as RgbImage).data[0]!, box!.x)));
    },
  } as unknown as AgeGenderModel;
  return { model, calls };
}
