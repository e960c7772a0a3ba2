import type { AgeGenderPrediction } from "@fagr/core";
import type { FaceSmoother, Look } from "./face-smoother";

/** No smoothing: the latest prediction is the answer. */
export class LatestLook implements FaceSmoother {
  looks = 0;
  #latest: AgeGenderPrediction | undefined;

  add({ prediction }: Look): void {
    this.looks++;
    this.#latest = prediction;
  }

  answer(): AgeGenderPrediction | undefined {
    return this.#latest;
  }
}
