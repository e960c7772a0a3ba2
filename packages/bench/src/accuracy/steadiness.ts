import type { ComparedFace, ComparedPrediction } from "@fagr/evaluation/peers";
import type { LocatedFace } from "./find-faces";
import { type JitterOptions, jitterFace } from "./jitter-boxes";

/** How much a model's answers move with the box. Plain data. */
export interface Steadiness {
  readonly faces: number;
  /** Standard deviation of the ages that are guessed for one face, years: the mean over the faces. */
  readonly ageDeviation: number;
  /** Share of the faces that are not of one gender in all their boxes, 0..1. */
  readonly flips: number;
}

/** Answers for one face in all its boxes. Plain data. */
export interface MovedFace {
  /** Years. */
  readonly ages: readonly number[];
  /** How many of the answers are "male". */
  readonly males: number;
}

type Predict = (faces: readonly ComparedFace[]) => Promise<readonly ComparedPrediction[]>;

/** Asks a model about a face in all its boxes. */
export async function predictMoved(predict: Predict, face: LocatedFace, options: JitterOptions): Promise<MovedFace> {
  const predictions = await predict(jitterFace(face, options));
  return {
    ages: predictions.map(({ age }) => Number(age.toFixed(3))),
    males: predictions.filter(({ gender }) => gender === "male").length,
  };
}

/** Sums up what moved boxes did to a model's answers. */
export function measureSteadiness(moved: readonly MovedFace[]): Steadiness {
  const flipped = moved.filter(({ ages, males }) => males > 0 && males < ages.length).length;
  return {
    faces: moved.length,
    ageDeviation: moved.reduce((sum, { ages }) => sum + sampleDeviation(ages), 0) / moved.length,
    flips: flipped / moved.length,
  };
}

/** With the number less one below, since the mean is of the same numbers. */
function sampleDeviation(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (numbers.length - 1));
}
