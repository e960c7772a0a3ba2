// Who is who: detections are assigned to tracks; tracks start and end.
import type { DetectedFace } from "@fagr/core";
import type { FaceSmoother } from "../smoothing/face-smoother";
import { associate } from "./associate";
import { Track } from "./track";

/** When tracks start and end. */
export interface TrackerOptions {
  /** Consecutive detections until a new face is confirmed. */
  readonly birthHits: number;
  /** Seconds for which a face that is not found keeps its identity. */
  readonly rememberFor: number;
  readonly createSmoother: () => FaceSmoother;
}

/** Keeps the identities of faces from frame to frame. */
export class Tracker {
  /** Confirmed and unconfirmed ones. */
  tracks: Track[] = [];
  #timestamp: number | undefined;
  #nextId = 1;
  readonly #options: TrackerOptions;

  constructor(options: TrackerOptions) {
    this.#options = options;
  }

  /** Extrapolates all faces to a time, in seconds. If it is before the last one, the video was rewound, and all faces are new. */
  advance(timestamp: number): void {
    const seconds = timestamp - (this.#timestamp ?? timestamp);
    this.#timestamp = timestamp;
    if (seconds < 0) this.tracks = [];
    for (const track of this.tracks) track.advance(seconds);
  }

  /** Updates with the detections at the time that was advanced to. */
  update(faces: readonly DetectedFace[]): void {
    const timestamp = this.#timestamp!;
    const matches = associate(
      this.tracks,
      faces.map(({ box }) => box),
    );
    for (const [index, track] of this.tracks.entries()) {
      const match = matches[index];
      if (match === undefined) track.missed = true;
      else track.find(faces[match]!, timestamp);
    }
    this.tracks = this.tracks.filter(
      (track) => !track.missed || (track.id !== undefined && timestamp - track.lastFound <= this.#options.rememberFor),
    );
    const taken = new Set(matches);
    for (const [index, face] of faces.entries())
      if (!taken.has(index)) this.tracks.push(new Track(face, { timestamp, smoother: this.#options.createSmoother() }));
    for (const track of this.tracks)
      if (track.id === undefined && track.hits >= this.#options.birthHits) track.id = this.#nextId++;
  }
}
