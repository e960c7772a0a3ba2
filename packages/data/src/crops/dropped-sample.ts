/** Why a picture of a data set is not among the packed crops. */
export const dropReasons = [
  /** The data set's reader skipped it: no label, an unexpected name, or listed without a file. */
  "notASample",
  "unreadable",
  /** Byte for byte the same as a kept picture, with matching labels. */
  "identical",
  "contradictingLabels",
  "noFace",
  "severalFaces",
  "tooSmall",
  "tooBlurry",
] as const;

/** One of {@link dropReasons}. */
export type DropReason = (typeof dropReasons)[number];

/** A dropped picture: one line of `dropped.jsonl`. */
export interface DroppedSample {
  /** As in the manifest: below the root of its source, with slashes. */
  readonly file: string;
  /** Name of its source. */
  readonly source: string;
  readonly reason: DropReason;
  /** The reason in words and figures. */
  readonly detail: string;
  /** See `measureSharpness`; for faces that are too small or too blurry. */
  readonly sharpness?: number;
  /** The face, pixels: x, y, width, height; for faces that are too small or too blurry. */
  readonly box?: readonly [x: number, y: number, width: number, height: number];
}
