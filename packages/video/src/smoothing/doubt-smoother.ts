import { type AgeGenderPrediction, InvalidArgumentError } from "@fagr/core";
import { ageInterval, ageReachAt, expectedAge } from "@fagr/core/network";
import { Evidence } from "./evidence";
import type { FaceSmoother, Look, SmootherOptions } from "./face-smoother";
import { PooledAges } from "./pooled-ages";
import { SteadyGender } from "./steady-gender";
import { WeightedMean } from "./weighted-mean";

/** A class is a year wide, so that even a distribution of one class has this variance, years squared. */
const varianceOfClass = 1 / 12;

/**
 * Combines the predictions of a face by the model's own uncertainty: the age is the mean of their ages, weighted by precision
 * (the inverse of the variance of the age distribution), the interval that of their pooled distributions, in which all
 * predictions count equally: weighted by precision it would follow the most overconfident one. After one prediction the answer is
 * that of a photo.
 */
export class DoubtSmoother implements FaceSmoother {
  looks = 0;
  readonly #options: SmootherOptions;
  readonly #evidence = new Evidence();
  readonly #distribution = new PooledAges();
  readonly #age = new WeightedMean();
  readonly #gender = new SteadyGender();
  readonly #younger = new WeightedMean();
  readonly #older = new WeightedMean();
  readonly #noFace = new WeightedMean();
  #answer: AgeGenderPrediction | undefined;

  constructor(options: SmootherOptions) {
    this.#options = options;
  }

  add({ prediction, timestamp }: Look): void {
    const { ageDistribution, outsideAgeRange, noFaceProbability } = prediction;
    if (!ageDistribution)
      throw new InvalidArgumentError(
        'Expected the model to give ageDistribution where it is asked for, received a prediction without it. Use a model of loadAgeGenderModel(), or smoothing: "runningMean".',
      );
    this.looks++;
    const share = this.#evidence.add(timestamp);
    this.#distribution.add(ageDistribution, share);
    this.#age.add(prediction.age, { ...share, weight: share.weight / variance(ageDistribution) });
    this.#gender.add(prediction, share);
    if (outsideAgeRange) {
      this.#younger.add(outsideAgeRange.younger, share);
      this.#older.add(outsideAgeRange.older, share);
    }
    if (noFaceProbability !== undefined) this.#noFace.add(noFaceProbability, share);
    this.#answer = this.#decide();
  }

  answer(): AgeGenderPrediction | undefined {
    return this.#answer;
  }

  #decide(): AgeGenderPrediction {
    const { manifest, intervalProbability = 0.8 } = this.#options;
    const { independentLooks, total } = this.#evidence;
    const ageDistribution = this.#distribution.pool(independentLooks);
    const [younger, older, noFaceProbability] = [this.#younger.mean, this.#older.mean, this.#noFace.mean];
    // There is one: this is called after a look.
    const age = this.#age.mean!;
    return {
      age,
      ageInterval: ageInterval(
        ageDistribution,
        manifest.labels.age.minimum,
        intervalProbability,
        ageReachAt(age, manifest),
      ),
      ...this.#gender.decide(independentLooks / total),
      ...(younger !== undefined && older !== undefined ? { outsideAgeRange: { younger, older } } : {}),
      ...(noFaceProbability !== undefined ? { noFaceProbability } : {}),
      ageDistribution,
    };
  }
}

/** Of an age distribution, years squared. */
function variance(distribution: readonly number[]): number {
  const mean = expectedAge(distribution, 0);
  return distribution.reduce((sum, probability, age) => sum + probability * (age - mean) ** 2, varianceOfClass);
}
