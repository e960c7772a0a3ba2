/** Progress of a preparation. */
export interface PrepareProgress {
  /** First all pictures are read and hashed, then the faces are cropped. */
  readonly phase: "reading" | "cutting";
  /** Pictures of this phase so far, those of an earlier call included. */
  readonly done: number;
  /** Pictures in all; null while they are being counted. */
  readonly total: number | null;
  /** Crops so far. */
  readonly kept: number;
  /** Over the last seconds of this call; 0 at its beginning. */
  readonly imagesPerSecond: number;
  /** Null while it is unknown. */
  readonly secondsLeft: number | null;
}

/** Milliseconds that the speed is taken over. */
const window = 10_000;

/** Measures speed as pictures are done. */
export class Speedometer {
  readonly #marks: { time: number; done: number }[] = [];

  /** The speed in pictures a second, now that `done` are done. */
  update(done: number): number {
    const now = performance.now();
    this.#marks.push({ time: now, done });
    while (this.#marks.length > 2 && this.#marks[1]!.time < now - window) this.#marks.shift();
    const first = this.#marks[0]!;
    return now > first.time ? ((done - first.done) * 1000) / (now - first.time) : 0;
  }
}
