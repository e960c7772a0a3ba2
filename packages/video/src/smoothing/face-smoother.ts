import type { AgeGenderPrediction } from "@fagr/core";
import type { DecodeOptions, WeightsManifest } from "@fagr/core/network";
import { DoubtSmoother } from "./doubt-smoother";
import { LatestLook } from "./latest-look";
import { RunningMeanSmoother } from "./running-mean-smoother";

/** How the predictions of one face become one answer. */
export type Smoothing = "doubt" | "runningMean" | "none";

/** A prediction for a face at a moment. */
export interface Look {
  /** With its age distribution. */
  readonly prediction: AgeGenderPrediction;
  /** Seconds. */
  readonly timestamp: number;
}

/** Combines the predictions of one face into one answer. */
export interface FaceSmoother {
  /** Looks so far. */
  readonly looks: number;
  add(look: Look): void;
  /** The answer from all predictions so far; undefined before the first. */
  answer(): AgeGenderPrediction | undefined;
}

/** What a smoother must know to decode an age distribution as the model does. */
export interface SmootherOptions extends Pick<DecodeOptions, "intervalProbability"> {
  readonly manifest: Pick<WeightsManifest, "labels" | "calibration">;
}

export function createSmoother(smoothing: Smoothing, options: SmootherOptions): FaceSmoother {
  if (smoothing === "doubt") return new DoubtSmoother(options);
  return smoothing === "runningMean" ? new RunningMeanSmoother() : new LatestLook();
}
