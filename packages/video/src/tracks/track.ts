import type { BoundingBox, DetectedFace } from "@fagr/core";
import { BoxFilter } from "../boxes/box-filter";
import type { FaceSmoother } from "../smoothing/face-smoother";

/** One face through time. */
export class Track {
  /** Given when the face has been found often enough to be confirmed. */
  id: number | undefined;
  readonly smoother: FaceSmoother;
  readonly firstFound: number;
  lastFound: number;
  /** Detections so far. */
  hits = 1;
  /** Frames since the first detection, detected or extrapolated. */
  frames = 1;
  /** Found in the latest frame. */
  detected = true;
  /** Missed by the last detection. */
  missed = false;
  score: number;
  lastLook: { readonly timestamp: number; readonly frame: number } | undefined;
  readonly #filter: BoxFilter;

  constructor(face: DetectedFace, { timestamp, smoother }: { timestamp: number; smoother: FaceSmoother }) {
    this.#filter = new BoxFilter(face.box);
    this.smoother = smoother;
    this.firstFound = timestamp;
    this.lastFound = timestamp;
    this.score = face.score;
  }

  get box(): BoundingBox {
    return this.#filter.box;
  }

  /** Box sizes a second. */
  get speed(): number {
    return this.#filter.speed;
  }

  /** Standard deviation of the place, box sizes. */
  get spread(): number {
    return this.#filter.spread;
  }

  /** Extrapolates the face to the next frame. */
  advance(seconds: number): void {
    this.#filter.advance(seconds);
    this.frames++;
    this.detected = false;
  }

  find(face: DetectedFace, timestamp: number): void {
    this.#filter.correct(face.box);
    this.lastFound = timestamp;
    this.score = face.score;
    this.hits++;
    this.detected = true;
    this.missed = false;
  }
}
