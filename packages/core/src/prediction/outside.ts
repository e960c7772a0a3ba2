/**
 * Recognises faces for which the network has no class. Somebody too young or too old, or a crop without a face, gets an age like
 * everybody else, but the shape of the answer differs: a logistic regression on its {@link AnswerSummary} gives the probability.
 * `fitAgeRange()` and `fitNoFace()` of `@fagr/evaluation` find its weights.
 */
import { InvalidArgumentError } from "../errors";
import { isShare, type OutsideCalibration, type OutsideShares } from "../weights/calibration";
import { type AnswerSummary, type AnswerWeights, scoreAnswer } from "./answer-summary";

/** How likely it is that a face is outside the model's ages, given that it is a face. Plain data that survives JSON. */
export interface OutsideAgeRange {
  /** Probability that the face is younger than the youngest class, 0..1. */
  readonly younger: number;
  /** Probability that it is older than the oldest, 0..1. */
  readonly older: number;
}

/** The calibration's probabilities for one face. */
export interface OutsideAnswer {
  readonly outsideAgeRange?: OutsideAgeRange;
  /** Probability that the crop shows no face, 0..1. */
  readonly noFaceProbability?: number;
}

/**
 * How likely a face is outside the model's range; probabilities without calibration are left out.
 *
 * @param shares - Prior shares, if you know them better than the calibration assumes.
 *
 * @example
 * ```ts
 * const { age, gender } = await network.run(batch); // one face
 * const { outsideAgeRange } = tellOutside(summariseAnswer(age, gender), manifest.calibration ?? {});
 * if (outsideAgeRange && outsideAgeRange.younger > 0.5) console.log("more likely younger than 18 than not");
 * ```
 */
export function tellOutside(
  summary: AnswerSummary,
  { ageRange, noFace }: OutsideCalibration,
  shares: Partial<OutsideShares> = {},
): OutsideAnswer {
  return {
    ...(ageRange ? { outsideAgeRange: tellAgeRange(summary, ageRange, shares) } : {}),
    ...(noFace
      ? {
          noFaceProbability: logistic(
            scoreAnswer(summary, noFace.weights) + logOdds(shares.noFace ?? noFace.share) - logOdds(noFace.share),
          ),
        }
      : {}),
  };
}

function tellAgeRange(
  summary: AnswerSummary,
  { younger, older, shares: assumed }: NonNullable<OutsideCalibration["ageRange"]>,
  shares: Partial<OutsideShares>,
): OutsideAgeRange {
  const expected = { ...assumed, ...shares };
  // Bayes: a class's odds against the classes' ages change as its share does (Saerens et al. 2002).
  const odds = (of: typeof assumed, name: "younger" | "older") => of[name] / (1 - of.younger - of.older);
  const logit = (name: "younger" | "older", weights: AnswerWeights) =>
    scoreAnswer(summary, weights) + Math.log(odds(expected, name) / odds(assumed, name));
  const [young, old] = [logit("younger", younger), logit("older", older)];
  const highest = Math.max(0, young, old);
  const sum = Math.exp(-highest) + Math.exp(young - highest) + Math.exp(old - highest);
  return { younger: Math.exp(young - highest) / sum, older: Math.exp(old - highest) / sum };
}

/** @throws InvalidArgumentError for impossible shares. */
export function checkOutsideShares(shares: Partial<OutsideShares>, calibration: OutsideCalibration | undefined): void {
  const { younger = 0, older = 0 } = { ...calibration?.ageRange?.shares, ...shares };
  if (Object.values(shares).every(isShare) && younger + older < 1) return;
  throw new InvalidArgumentError(
    `Expected outsideShares between 0 and 1 (both excluded), younger and older together below 1, received ${JSON.stringify(shares)}, which makes ${younger} younger and ${older} older.`,
  );
}

const logistic = (value: number) => 1 / (1 + Math.exp(-value));
const logOdds = (share: number) => Math.log(share / (1 - share));
