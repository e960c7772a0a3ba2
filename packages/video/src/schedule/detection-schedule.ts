// When to detect and when to predict again: often for new and uncertain faces, seldom for steady ones.
import type { Track } from "../tracks/track";

/** Longest time between detections, seconds, so that new faces do not wait long. */
const longest = 0.25;
/** Seconds until a face that was missed is looked for again. */
const afterMiss = 0.1;
/** A detection is due when a face may be this many box sizes away from its predicted position: */
const toleratedDrift = 0.1;
/** Heads turn and stop: besides its own speed a face is assumed to move by this many box sizes a second. */
const unforeseenSpeed = 0.3;

/** What the decision depends on. */
export interface DetectionMoment {
  /** Index of the frame. */
  readonly frame: number;
  /** Seconds in the video. */
  readonly timestamp: number;
  readonly tracks: readonly Pick<Track, "id" | "speed" | "missed">[];
  /** Wall-clock time, milliseconds. */
  readonly now: number;
}

/** Says in which frames to look for faces. */
export class DetectionSchedule {
  readonly #every: number | "auto";
  readonly #sparesTime: boolean;
  #last: { readonly frame: number; readonly timestamp: number; readonly end: number } | undefined;
  #cost = 0;

  /** @param sparesTime - Leaves as much time between detections as one takes, so that live frames are not missed for them. */
  constructor(every: number | "auto", sparesTime: boolean) {
    this.#every = every;
    this.#sparesTime = sparesTime;
  }

  isDue({ frame, timestamp, tracks, now }: DetectionMoment): boolean {
    const last = this.#last;
    if (last === undefined || timestamp < last.timestamp) return true;
    if (this.#every !== "auto") return frame - last.frame >= this.#every;
    if (this.#sparesTime && now - last.end < this.#cost) return false;
    // Timestamps are sums of parts of a second, and rounded.
    return timestamp - last.timestamp >= Math.min(longest, ...tracks.map(patience)) - 1e-6;
  }

  /** Reports a detection and its duration in milliseconds. */
  record({ frame, timestamp, now }: Omit<DetectionMoment, "tracks">, milliseconds: number): void {
    this.#last = { frame, timestamp, end: now };
    this.#cost = this.#cost === 0 ? milliseconds : 0.7 * this.#cost + 0.3 * milliseconds;
  }
}

/** For how many seconds a face can be extrapolated without a detection. */
function patience({ id, speed, missed }: DetectionMoment["tracks"][number]): number {
  if (id === undefined) return 0;
  if (missed) return afterMiss;
  return toleratedDrift / (speed + unforeseenSpeed);
}
