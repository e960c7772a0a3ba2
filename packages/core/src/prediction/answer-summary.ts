/** One face's answer summarised in five numbers, all of the order of 1. */
export interface AnswerSummary {
  /** Logarithm of the probability of the youngest class, at least log(1e-6). */
  readonly logYoungest: number;
  /** The same of the oldest class. */
  readonly logOldest: number;
  /** The expected age, 0 at the youngest class and 1 at the oldest. */
  readonly meanAge: number;
  /** Standard deviation of the age, as a share of the classes' range. */
  readonly ageDeviation: number;
  /** 4 x P(female) x P(male): 0 for a certain gender, 1 for an even chance. */
  readonly genderDoubt: number;
}

/** The names of the summaries, in the order in which vectors hold them. */
export const answerSummaryNames = ["logYoungest", "logOldest", "meanAge", "ageDeviation", "genderDoubt"] as const;

/** Backends differ where probabilities round to zero; smaller values are treated as this one. */
const smallestProbability = 1e-6;

/**
 * Summarises the network's own probabilities of one face, before calibration.
 *
 * @param age - `[classes]`, probabilities that sum to 1.
 * @param gender - `[2]` female, male.
 *
 * @example
 * ```ts
 * summariseAnswer([0.5, 0.25, 0.25], [0.25, 0.75]).genderDoubt; // 0.75
 * ```
 */
export function summariseAnswer(age: ArrayLike<number>, gender: ArrayLike<number>): AnswerSummary {
  const last = age.length - 1;
  let mean = 0;
  for (let index = 0; index <= last; index++) mean += age[index]! * index;
  let variance = 0;
  for (let index = 0; index <= last; index++) variance += age[index]! * (index - mean) ** 2;
  return {
    logYoungest: Math.log(Math.max(age[0]!, smallestProbability)),
    logOldest: Math.log(Math.max(age[last]!, smallestProbability)),
    meanAge: mean / last,
    ageDeviation: Math.sqrt(variance) / last,
    genderDoubt: 4 * gender[0]! * gender[1]!,
  };
}

/** Weights of a logistic regression on the summary of an answer. */
export interface AnswerWeights extends AnswerSummary {
  readonly bias: number;
}

/** The log-odds that the weights give to an answer. */
export function scoreAnswer(summary: AnswerSummary, weights: AnswerWeights): number {
  return answerSummaryNames.reduce((sum, name) => sum + weights[name] * summary[name], weights.bias);
}
