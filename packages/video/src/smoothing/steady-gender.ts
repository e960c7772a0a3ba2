import type { Gender } from "@fagr/core";

/** Required probability of the other gender before the answer changes. */
const changesFrom = 0.65;
/** The probability of a single prediction is limited to this. */
const surest = 0.999;

const logOdds = (probability: number) => Math.log(probability / (1 - probability));

/**
 * The gender from the weighted mean of the predictions' log-odds. It changes only if the other one is likelier by a margin
 * (hysteresis), so that an uncertain face does not flicker.
 */
export class SteadyGender {
  /** Of male against female. */
  #logOddsSum = 0;
  #gender: Gender | undefined;

  add(
    { gender, genderProbability }: { gender: Gender; genderProbability: number },
    { weight, fade }: { weight: number; fade: number },
  ): void {
    const certain = logOdds(Math.min(genderProbability, surest));
    this.#logOddsSum = this.#logOddsSum * fade + weight * (gender === "male" ? certain : -certain);
  }

  /** Decides. @param sharpness - As how many looks all count, by the sum of the weights. */
  decide(sharpness: number): { gender: Gender; genderProbability: number } {
    const male = 1 / (1 + Math.exp(-this.#logOddsSum * sharpness));
    const probabilities = { female: 1 - male, male };
    const likelier: Gender = male > 0.5 ? "male" : "female";
    if (this.#gender === undefined || probabilities[likelier] >= changesFrom) this.#gender = likelier;
    return { gender: this.#gender, genderProbability: probabilities[this.#gender] };
  }
}
