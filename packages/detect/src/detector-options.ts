import type { OnnxSessionOptions } from "@fagr/backend-onnx/runtime";
import { type DownloadOptions, InvalidArgumentError } from "@fagr/core";

/** What all detectors of this package take. `signal`, `fetch` and `onProgress` are about loading the model. */
export interface DetectorOptions extends DownloadOptions, OnnxSessionOptions {
  /** Faces with a lower score are left out, 0..1. Default 0.5 for the SSD, 0.6 for YuNet. */
  minimumScore?: number;
  /** The best so many are returned. Default: all. */
  maximumFaces?: number;
}

/** The options about the answer, checked and complete. */
export interface SelectionOptions {
  readonly minimumScore: number;
  readonly maximumFaces: number;
}

/** Throws InvalidArgumentError for a score outside of 0..1 or a count that is not whole and >= 1. */
export function checkSelection(
  { minimumScore, maximumFaces = Number.POSITIVE_INFINITY }: DetectorOptions,
  defaultScore: number,
): SelectionOptions {
  const score = minimumScore ?? defaultScore;
  if (!(score >= 0 && score <= 1))
    throw new InvalidArgumentError(`Expected minimumScore to be a number in 0..1, received ${String(score)}.`);
  if (maximumFaces !== Number.POSITIVE_INFINITY && !(Number.isInteger(maximumFaces) && maximumFaces >= 1))
    throw new InvalidArgumentError(
      `Expected maximumFaces to be a whole number >= 1, received ${String(maximumFaces)}. Leave it out for all faces.`,
    );
  return { minimumScore: score, maximumFaces };
}
