import type { AgeGroup } from "@fagr/core/sampling";
import type { AgeRange } from "./age-range";
import type { FaceCalibration } from "./calibration-figures";
import type { Estimate } from "./estimate";
import type { AttributeMeasurement } from "./measure-attributes";

/** How well one gender is recognised; each 0..1. A figure that would divide by zero is null. */
export interface ClassMeasurement {
  /** Of the faces of this gender, how many were recognised. */
  readonly recall: Estimate;
  /** Of the answers of this gender, how many were right. */
  readonly precision: Estimate;
  /** Harmonic mean of the two, 2 TP / (2 TP + FP + FN). */
  readonly f1: Estimate;
}

/** Gender recognition measured: the figures that the document gives for each data set. */
export interface GenderMeasurement {
  /** Faces with a known gender. */
  readonly count: number;
  /** Right answers of all, 0..1. */
  readonly accuracy: Estimate;
  readonly male: ClassMeasurement;
  readonly female: ClassMeasurement;
  /** Faces by known, then by answered gender. */
  readonly confusion: Readonly<Record<"male" | "female", Readonly<Record<"male" | "female", number>>>>;
}

/** Age estimation measured, over faces whose known age lies in the range. */
export interface AgeMeasurement {
  /** Those faces. */
  readonly count: number;
  /** Faces whose known age lies outside the range. The model cannot answer them, so they are counted but left out. */
  readonly outsideAgeRange: number;
  /** Mean absolute error, years. */
  readonly mae: Estimate;
  /** Mean signed error, years; negative if faces are answered too young. */
  readonly bias: Estimate;
  /** CS@k: share of the faces that are at most k years off, 0..1, by k. */
  readonly cumulativeScore: Readonly<Record<string, Estimate>>;
}

/** Faces measured together. */
export interface GroupMeasurement {
  /** All of them, whatever is known. */
  readonly count: number;
  readonly gender: GenderMeasurement;
  readonly age: AgeMeasurement;
}

/** A year of the document's curve. */
export interface AgePoint {
  /** Completed years. */
  readonly age: number;
  /** Faces of this age. */
  readonly count: number;
  /** Mean absolute error, years; null without a face. */
  readonly mae: number | null;
  /** Mean signed error, years. */
  readonly bias: number | null;
  /** Standard deviation of the absolute errors, years; null with fewer than two faces. */
  readonly deviation: number | null;
}

/** How many faces of each age group were answered with which age group. */
export interface AgeCounts {
  /** Years, in rising order: the document's three-year groups, or such groups of another range. */
  readonly groups: readonly AgeGroup[];
  /** A row for each group of known ages; in it, answers below the range, in each group, and above the range. */
  readonly counts: readonly (readonly number[])[];
}

/** A model measured on labelled faces. Plain data that survives JSON. */
export interface FaceMeasurement extends GroupMeasurement {
  readonly settings: {
    /** Years. */
    readonly ageRange: AgeRange;
    readonly ageGroups: readonly AgeGroup[];
    /** The k of CS@k, years. */
    readonly tolerances: readonly number[];
    readonly resamples: number;
    readonly confidence: number;
    readonly seed: number;
  };
  /** Faces that the detector did not find: the whole picture was used. */
  readonly facesNotFound: number;
  /** The error at every age of the range: the document's curve. */
  readonly byAge: readonly AgePoint[];
  /**
   * The same figures by `age` (`18-23`, ... and, where there are such faces, `under 18` and `over 65`), by `gender`, by
   * `data set` where there are several, and by the data sets' own groups, such as `ethnicity`.
   */
  readonly groups: Readonly<Record<string, Readonly<Record<string, GroupMeasurement>>>>;
  readonly ageCounts: AgeCounts;
  readonly calibration: FaceCalibration;
  /** Further attributes by name, such as `glasses`, that are labelled and answered. */
  readonly attributes?: Readonly<Record<string, AttributeMeasurement>>;
}
