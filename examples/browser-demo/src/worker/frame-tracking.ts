import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import { type TimedFrame, type TrackedFrame, trackFaces } from "@fagr/video";

/** Follows faces through frames that come one at a time from the page, which waits for each answer. */
export class FrameTracking {
  readonly #frames: TimedFrame[] = [];
  /** Set while the tracker waits for a frame. */
  #give: ((result: IteratorResult<TimedFrame>) => void) | null = null;
  readonly #tracked: AsyncGenerator<TrackedFrame, void, undefined>;

  constructor(detector: FaceDetector, model: AgeGenderModel) {
    const frames = { [Symbol.asyncIterator]: () => ({ next: () => this.#nextFrame() }) };
    this.#tracked = trackFaces(frames, { detector, model, whenSlow: "skip", ageDistribution: true });
  }

  /** The faces that are followed, in this frame, which is closed afterwards. */
  async track(frame: TimedFrame): Promise<TrackedFrame> {
    const give = this.#give;
    this.#give = null;
    if (give) give({ done: false, value: frame });
    else this.#frames.push(frame);
    const { value } = await this.#tracked.next();
    return value!;
  }

  #nextFrame(): Promise<IteratorResult<TimedFrame>> {
    const value = this.#frames.shift();
    if (value) return Promise.resolve({ done: false, value });
    return new Promise((resolve) => {
      this.#give = resolve;
    });
  }
}
