import type { AgeGenderModel, AgeGenderPrediction, DetectedFace, FaceDetector, RgbImage } from "@fagr/core";
import { type TrackedFrame, type TrackFacesOptions, trackFaces } from "@fagr/video";
import type { KnownFrame } from "./made-up-video";

/** What following the faces of a video gave. */
export interface Followed {
  readonly frames: readonly TrackedFrame[];
  /** Seconds of the processor that detector, model and tracking took; without making or reading the frames. */
  readonly seconds: number;
  /** How often the model looked at a face. */
  readonly looks: number;
}

/** Follows the faces of a video, and keeps the processor's time, which other work on the machine does not lengthen. */
export async function follow(frames: readonly KnownFrame[], options: TrackFacesOptions): Promise<Followed> {
  let looks = 0;
  const { manifest, backend } = options.model;
  const model: AgeGenderModel = {
    manifest,
    backend,
    predict(faces, more) {
      looks += faces.length;
      return options.model.predict(faces, more);
    },
    dispose: () => options.model.dispose(),
    [Symbol.asyncDispose]: () => options.model.dispose(),
  };
  const tracked: TrackedFrame[] = [];
  const start = process.cpuUsage();
  for await (const frame of trackFaces(frames, { ...options, model })) tracked.push(frame);
  const { user, system } = process.cpuUsage(start);
  return { frames: tracked, seconds: (user + system) / 1e6, looks };
}

/** The same detector, which looks at each picture once. So that smoothings can be compared without paying for each again. */
export function rememberDetections(detector: FaceDetector): FaceDetector {
  const known = new Map<RgbImage, DetectedFace[]>();
  return {
    name: detector.name,
    async detect(image) {
      const faces = known.get(image) ?? (await detector.detect(image));
      known.set(image, faces);
      return faces;
    },
    dispose: () => detector.dispose(),
    [Symbol.asyncDispose]: () => detector.dispose(),
  };
}

/** The same model, which predicts each box of a picture once. */
export function rememberPredictions(model: AgeGenderModel): AgeGenderModel {
  const known = new Map<RgbImage, Map<string, AgeGenderPrediction>>();
  return {
    manifest: model.manifest,
    backend: model.backend,
    async predict(faces, options) {
      const answers: AgeGenderPrediction[] = [];
      for (const face of faces) {
        const ofImage = known.get(face.image as RgbImage) ?? new Map<string, AgeGenderPrediction>();
        known.set(face.image as RgbImage, ofImage);
        const key = JSON.stringify(face.box);
        const answer = ofImage.get(key) ?? (await model.predict([face], options))[0]!;
        ofImage.set(key, answer);
        answers.push(answer);
      }
      return answers;
    },
    dispose: () => model.dispose(),
    [Symbol.asyncDispose]: () => model.dispose(),
  };
}
