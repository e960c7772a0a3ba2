import type { AnalyzedFace } from "@fagr/core";

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

/** A face of a picture; on video it keeps its number from frame to frame. */
export type SeenFace = Omit<AnalyzedFace, "landmarks" | "score"> & { readonly id: number };

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
