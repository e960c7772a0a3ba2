import { type AgeGenderModel, type FaceDetector, InvalidArgumentError, type PredictOptions } from "@fagr/core";
import {
  checkDetector,
  checkOptions,
  decodeOptionNames,
  describeValue,
  loadImageOptionNames,
  pick,
} from "@fagr/core/backend";
import type { Smoothing } from "./smoothing/face-smoother";

/** The detector and the model, and how they are used. Times are seconds. */
export interface TrackFacesOptions extends PredictOptions {
  /** Finds the faces, for example `await createFaceDetector()` of `@fagr/detect`. */
  detector: FaceDetector;
  /** Predicts age and gender, from `loadAgeGenderModel()`. */
  model: AgeGenderModel;
  /**
   * How the predictions of a face become one answer. "doubt" (default) weights each by the model's own uncertainty, and changes
   * the gender only if the other one is likelier by a margin; "runningMean" is the original's mean of the ages, restarted at a
   * jump of more than ten years; "none" returns the latest prediction.
   */
  smoothing?: Smoothing;
  /** Frames between detections, or "auto" (default): as motion and, with `whenSlow: "skip"`, the detector's own time demand. */
  detectEvery?: number | "auto";
  /**
   * Frames between predictions of a face, counting those in which it is found, or "auto" (default): often while it is new, then
   * less and less.
   */
  predictEvery?: number | "auto";
  /** Most faces predicted in one frame; the others follow in the next frames. Default 8. */
  facesPerFrame?: number;
  /** Detections until a new face is confirmed and shown. Default 2. */
  birthHits?: number;
  /** For how long a face that is not found keeps its identity. Default 1. */
  rememberFor?: number;
  /** For how long a face that a detection missed is still shown, moved on by its velocity. Default 0.3. */
  showFor?: number;
  /**
   * If frames arrive faster than they are processed: "wait" (default) processes every frame, and an async source waits; "skip" is
   * for live sources and continues with the newest. A list always waits.
   */
  whenSlow?: "wait" | "skip";
  /** Closes each picture that has a `close()` (VideoFrame, ImageBitmap) when it has been read or dropped. Default false. */
  closeFrames?: boolean;
  /** Frames a second of the source, if frames carry no time. Default 30. */
  frameRate?: number;
}

/** The options that tracking itself needs, complete. */
export type TrackingOptions = Required<
  Omit<TrackFacesOptions, keyof PredictOptions | "closeFrames" | "frameRate" | "whenSlow">
> & { readonly predictOptions: PredictOptions; readonly sparesTime: boolean };

/** Those that reading a frame and predicting its faces take. */
const predictOptionNames = ["batchSize", "mirror", ...decodeOptionNames, ...loadImageOptionNames] as const;

const optionNames = [
  ...["detector", "model", "smoothing", "detectEvery", "predictEvery", "facesPerFrame", "birthHits", "rememberFor"],
  ...["showFor", "whenSlow", "closeFrames", "frameRate", ...predictOptionNames],
];

const smoothings: readonly Smoothing[] = ["doubt", "runningMean", "none"];

/** @throws InvalidArgumentError for options out of range. */
export function checkTrackFacesOptions(options: TrackFacesOptions): void {
  checkOptions(options, optionNames, "trackFaces()");
  const { smoothing, detectEvery, predictEvery, facesPerFrame, birthHits } = options;
  checkDetector(options.detector, "trackFaces()");
  if (typeof options.model?.predict !== "function")
    throw new InvalidArgumentError(
      `Expected a model as the option model, received ${describeValue(options.model)}. Load one with loadAgeGenderModel().`,
    );
  if (smoothing !== undefined && !smoothings.includes(smoothing)) throw oneOf("smoothing", smoothings, smoothing);
  if (options.whenSlow !== undefined && !["wait", "skip"].includes(options.whenSlow))
    throw oneOf("whenSlow", ["wait", "skip"], options.whenSlow);
  for (const [name, value] of Object.entries({ detectEvery, predictEvery }))
    if (value !== undefined && value !== "auto") checkCount(name, value, ' or "auto"');
  for (const [name, value] of Object.entries({ facesPerFrame, birthHits }))
    if (value !== undefined) checkCount(name, value, "");
  const { rememberFor, showFor, frameRate } = options;
  for (const [name, value] of Object.entries({ rememberFor, showFor, frameRate }))
    if (value !== undefined && !(value >= 0 && Number.isFinite(value) && (value > 0 || name !== "frameRate")))
      throw new InvalidArgumentError(
        `Expected ${name} to be a number ${name === "frameRate" ? "of frames a second > 0" : "of seconds >= 0"}, received ${String(value)}.`,
      );
}

function oneOf(name: string, choices: readonly string[], received: unknown): InvalidArgumentError {
  const list = choices.map((choice) => JSON.stringify(choice)).join(", ");
  return new InvalidArgumentError(`Expected ${name} to be one of ${list}, received ${JSON.stringify(received)}.`);
}

function checkCount(name: string, value: number, or: string): void {
  if (!(Number.isInteger(value) && value >= 1))
    throw new InvalidArgumentError(`Expected ${name} to be a whole number >= 1${or}, received ${String(value)}.`);
}

/** Fills in defaults. */
export function completeTrackFacesOptions(options: TrackFacesOptions): TrackingOptions {
  return {
    detector: options.detector,
    model: options.model,
    smoothing: options.smoothing ?? "doubt",
    detectEvery: options.detectEvery ?? "auto",
    predictEvery: options.predictEvery ?? "auto",
    facesPerFrame: options.facesPerFrame ?? 8,
    birthHits: options.birthHits ?? 2,
    rememberFor: options.rememberFor ?? 1,
    showFor: options.showFor ?? 0.3,
    sparesTime: options.whenSlow === "skip",
    predictOptions: pick(options, predictOptionNames),
  };
}
