import { ageInterval } from "@fagr/core/network";
import type { FaceRecord } from "./face-record";

/** Faces whose gender probability lies between two bounds: a point of a reliability diagram. */
export interface ReliabilityBin {
  /** Lowest probability, included. */
  readonly from: number;
  /** Highest probability, excluded except for 1. */
  readonly to: number;
  readonly count: number;
  /** Mean predicted probability; null without a face. */
  readonly confidence: number | null;
  /** Share of right answers, 0..1; null without a face. */
  readonly accuracy: number | null;
}

/** Share of faces whose known age lies in the interval that a model gives. */
export interface IntervalCoverage {
  /** Faces with a known age in the range and such an interval. */
  readonly count: number;
  /** 0..1; null without a face. */
  readonly coverage: number | null;
}

/** How well a model is calibrated. */
export interface FaceCalibration {
  readonly gender: {
    /** Faces with a known gender. */
    readonly count: number;
    /** Expected calibration error over the bins (Naeini, Cooper and Hauskrecht 2015), 0..1; null without a face. */
    readonly error: number | null;
    /** Ten bins of 0.05 from 0.5 to 1. */
    readonly bins: readonly ReliabilityBin[];
  };
  /** Central intervals of the age distribution, if records have one. A calibrated 80 % interval covers 80 %. */
  readonly age: readonly (IntervalCoverage & { readonly probability: number })[];
  /** The interval of the answer, whatever its probability. */
  readonly statedInterval: IntervalCoverage;
}

const binCount = 10;

/**
 * Calibration of gender probabilities and of age intervals.
 *
 * @param aged - The records whose known age counts.
 * @param firstAge - Years of the first class of age distributions.
 */
export function measureCalibration(
  records: readonly FaceRecord[],
  { aged, firstAge }: { aged: readonly FaceRecord[]; firstAge: number },
): FaceCalibration {
  return {
    gender: measureReliability(records),
    age: [0.5, 0.8, 0.95].map((probability) => ({
      probability,
      ...coverage(
        aged,
        ({ ageDistribution }) => ageDistribution && ageInterval(ageDistribution, firstAge, probability),
      ),
    })),
    statedInterval: coverage(aged, (prediction) => prediction.ageInterval),
  };
}

function measureReliability(records: readonly FaceRecord[]): FaceCalibration["gender"] {
  const sums = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { gender, prediction } of records) {
    const { genderProbability } = prediction;
    if (gender === null || genderProbability === undefined) continue;
    const place = Math.floor((genderProbability - 0.5) * 2 * binCount + 1e-9);
    const bin = sums[Math.max(0, Math.min(place, binCount - 1))]!;
    bin.count++;
    bin.confidence += genderProbability;
    if (prediction.gender === gender) bin.right++;
  }
  const count = sums.reduce((total, bin) => total + bin.count, 0);
  const gap = sums.reduce((total, { right, confidence }) => total + Math.abs(right - confidence), 0);
  const edge = (index: number) => 0.5 + index / (2 * binCount);
  return {
    count,
    error: count === 0 ? null : gap / count,
    bins: sums.map((bin, index) => ({
      from: edge(index),
      to: edge(index + 1),
      count: bin.count,
      confidence: bin.count === 0 ? null : bin.confidence / bin.count,
      accuracy: bin.count === 0 ? null : bin.right / bin.count,
    })),
  };
}

function coverage(
  aged: readonly FaceRecord[],
  intervalOf: (prediction: FaceRecord["prediction"]) => readonly [number, number] | undefined,
): IntervalCoverage {
  let count = 0;
  let inside = 0;
  for (const { age, prediction } of aged) {
    const interval = intervalOf(prediction);
    if (!interval) continue;
    count++;
    if (age! >= interval[0] && age! <= interval[1]) inside++;
  }
  return { count, coverage: count === 0 ? null : inside / count };
}
