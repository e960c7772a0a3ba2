// bench:video. Made-up videos with known truth, ways to follow the faces in them, and how steady the answers are.
import type { TrackFacesOptions } from "@fagr/video";

/** A way to follow faces, and how tables name it. */
export interface VideoSubject {
  readonly title: string;
  readonly options: Pick<TrackFacesOptions, "smoothing" | "detectEvery" | "predictEvery">;
  /** Its speed is measured; the others share detections and predictions to save time. */
  readonly timed?: true;
}

const everyFrame = { detectEvery: 1, predictEvery: 1 } as const;

/** What is compared: each smoothing where every frame is looked at, and with the schedules that are the default. */
export const subjects: readonly VideoSubject[] = [
  { title: "every frame, as it comes", options: { ...everyFrame, smoothing: "none" }, timed: true },
  { title: "every frame, running mean", options: { ...everyFrame, smoothing: "runningMean" } },
  { title: "every frame, by doubt", options: { ...everyFrame, smoothing: "doubt" } },
  { title: "when due, as it comes", options: { smoothing: "none" } },
  { title: "when due, running mean", options: { smoothing: "runningMean" } },
  { title: "when due, by doubt (default)", options: { smoothing: "doubt" }, timed: true },
];
