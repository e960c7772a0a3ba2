import type { AnalyzedFace, BoundingBox } from "@fagr/core";

/** What the worker answers for one picture or frame. Plain data: it is copied from thread to thread. */
export interface Analysis {
  /** Pixels of the upright picture, which the faces' boxes are measured in. */
  readonly width: number;
  readonly height: number;
  /** With `ageDistribution`; on video, in the order in which they appeared. */
  readonly faces: readonly SeenFace[];
  /** Milliseconds of the worker's time, from the file or frame to the answer. */
  readonly milliseconds: number;
}

/** A photo's answer, with a small picture of it for lists. */
export interface PhotoAnalysis extends Analysis {
  readonly thumbnail: Thumbnail;
}

/** A square cut from the middle of a picture: `[side, side, 4]` RGBA. A few of these weigh less than one photo in full size. */
export interface Thumbnail {
  readonly side: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A face of a picture; on video it keeps its number from frame to frame. */
export type SeenFace = Omit<AnalyzedFace, "landmarks" | "score"> & { readonly id: number };

/** What the network says of a box that the visitor has drawn. */
export type BoxAnswer = Omit<SeenFace, "id">;

/** A box in a photo: which photo, by a number that the page gives it. */
export interface BoxQuestion {
  readonly photo: number;
  readonly file: Blob;
  readonly box: BoundingBox;
}

/** How faces are looked at; the address of the page can say it. */
export interface LookSettings {
  /** The mirror image too: a little more often right, for twice the work of the network. */
  readonly mirror: boolean;
  /** Faces that the detector is less sure of are left out, 0..1. */
  readonly leastScore: number;
}

/** How far the models are. */
export interface LoadingProgress {
  readonly loadedBytes: number;
  /** null as long as the size of some file is not known. */
  readonly totalBytes: number | null;
}

/** A backend of the picker's. */
export interface BackendRow {
  readonly name: string;
  readonly available: boolean;
  /** On what it runs, or why it does not. */
  readonly reason: string;
}

/** The backend that answers, and how long it takes for a face (preprocessing included): a median of ten, milliseconds. */
export interface MeasuredBackend {
  readonly name: string;
  readonly milliseconds: number;
}
