import type { AgeGenderPrediction } from "@fagr/core";
import type { Track } from "../tracks/track";

/** Predictions that a new face gets as soon as it is found. */
const firstLooks = 5;
/** After those, how much longer each prediction can wait than the previous one, and the longest wait, seconds. */
const [longer, longest] = [0.1, 1];
/** A face whose gender is less certain than this is predicted twice as often. */
const sureGender = 0.8;

/** Which faces to predict, and how many at once. */
export interface PredictionScheduleOptions {
  /** Frames from one prediction of a face to the next, or "auto". */
  readonly every: number | "auto";
  /** Most faces predicted in one frame. */
  readonly facesPerFrame: number;
}

/** The faces to predict in a frame: those found in it whose look is due, new ones first, then those that waited longest. */
export function choosePredictions(
  tracks: readonly Track[],
  { frame, timestamp }: { frame: number; timestamp: number },
  { every, facesPerFrame }: PredictionScheduleOptions,
): Track[] {
  const overdue = ({ lastLook, smoother }: Track): number => {
    if (!lastLook) return Number.POSITIVE_INFINITY;
    return every === "auto"
      ? timestamp - lastLook.timestamp - patience(smoother.looks, smoother.answer())
      : frame - lastLook.frame - every;
  };
  return (
    tracks
      // Where a box was carried the face may not quite be, and the model minds that.
      .filter(({ id, detected }) => id !== undefined && detected)
      .map((track) => ({ track, overdue: overdue(track) }))
      .filter(({ overdue }) => overdue >= -1e-6)
      .sort((one, other) => (one.overdue === other.overdue ? 0 : other.overdue - one.overdue))
      .slice(0, facesPerFrame)
      .map(({ track }) => track)
  );
}

/** For how many seconds a face needs no further prediction: longer with more and more certain predictions. */
function patience(looks: number, answer: AgeGenderPrediction | undefined): number {
  const wait = Math.min(longest, longer * Math.max(0, looks - firstLooks + 1));
  return answer && answer.genderProbability < sureGender ? wait / 2 : wait;
}
