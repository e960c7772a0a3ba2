import type { AgeGenderPrediction, BoundingBox } from "@fagr/core";

/** A face that is tracked through a video. Plain data that survives JSON. */
export interface TrackedFace extends AgeGenderPrediction {
  /** The same number for the same face, from 1 on in the order in which faces appear. */
  readonly id: number;
  /** Pixels of the frame, smoothed over the frames. It may extend beyond the edge. */
  readonly box: BoundingBox;
  /** Detected in this frame; otherwise extrapolated from earlier ones. */
  readonly detected: boolean;
  /** The detector's confidence when it last found the face, 0..1. */
  readonly score: number;
  /**
   * Probability of the answered gender. With smoothing "doubt" the answer stays until the other one is likelier by a margin, so
   * this may fall to 0.35 before it changes.
   */
  readonly genderProbability: number;
  /** Seconds since the face was first found. */
  readonly secondsTracked: number;
  /** Frames since then that were not skipped, this one included. */
  readonly framesTracked: number;
  /** How often the model has predicted the face. */
  readonly looks: number;
}

/** A frame with its faces. Plain data that survives JSON. */
export interface TrackedFrame {
  /** Index of the frame in the source, from 0 on; skipped frames count. */
  readonly frame: number;
  /** Seconds. */
  readonly timestamp: number;
  /** By id. An empty list if there is none. */
  readonly faces: readonly TrackedFace[];
  /** Whether this frame had a detection; otherwise all faces are extrapolated. */
  readonly searched: boolean;
  /** Frames that were skipped between the previous one and this one. */
  readonly skippedFrames: number;
}
