import type { AgeGenderPrediction } from "@fagr/core";
import type { FaceSmoother, Look } from "./face-smoother";

/** A prediction that differs from the mean by more years than this starts a new mean. */
const largestJump = 10;

/**
 * What the original FaceAgeGenderRecognition does on video: the mean of all ages of a face, restarted when a frame differs from
 * it by more than ten years. Interval and distribution are means over the same looks; everything else is the latest look's, since
 * the original leaves the gender as it comes.
 */
export class RunningMeanSmoother implements FaceSmoother {
  looks = 0;
  #averaged = 0;
  #mean: AgeGenderPrediction | undefined;

  add({ prediction }: Look): void {
    this.looks++;
    const before = this.#mean;
    const goesOn = before !== undefined && Math.abs(prediction.age - before.age) <= largestJump;
    this.#averaged = goesOn ? this.#averaged + 1 : 1;
    const mean = (old: number, latest: number) => old + (latest - old) / this.#averaged;
    this.#mean = goesOn
      ? {
          ...prediction,
          age: mean(before.age, prediction.age),
          ageInterval: [
            mean(before.ageInterval[0], prediction.ageInterval[0]),
            mean(before.ageInterval[1], prediction.ageInterval[1]),
          ],
          ...(prediction.ageDistribution && before.ageDistribution
            ? {
                ageDistribution: prediction.ageDistribution.map((probability, index) =>
                  mean(before.ageDistribution![index]!, probability),
                ),
              }
            : {}),
        }
      : prediction;
  }

  answer(): AgeGenderPrediction | undefined {
    return this.#mean;
  }
}
