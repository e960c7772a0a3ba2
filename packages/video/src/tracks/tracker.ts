// Who is who: detections are assigned to tracks, tracks are born and die.
import type { DetectedFace } from "@fagr/core";
import type { FaceSmoother } from "../smoothing/face-smoother";
import { associate } from "./associate";
import { Track } from "./track";

/** When faces are born and die. */
export interface TrackerOptions {
  /** Detections in a row until a new face is believed. */
  readonly birthHits: number;
  /** Seconds for which a face that is not found keeps its identity. */
  readonly rememberFor: number;
  readonly createSmoother: () => FaceSmoother;
}

/** Keeps the identities of faces from frame to frame. */
export class Tracker {
  /** Believed ones and those that are not yet. */
  tracks: Track[] = [];
  #timestamp: number | undefined;
  #nextId = 1;
  readonly #options: TrackerOptions;

  constructor(options: TrackerOptions) {
    this.#options = options;
  }

  /** Carries all faces on to a moment, in seconds. If it lies before the last one, the video was wound back, and all faces are new. */
  advance(timestamp: number): void {
    const seconds = timestamp - (this.#timestamp ?? timestamp);
    this.#timestamp = timestamp;
    if (seconds < 0) this.tracks = [];
    for (const track of this.tracks) track.advance(seconds);
  }

  /** Takes in what the detector found at the moment that was advanced to. */
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
