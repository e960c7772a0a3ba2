import type { AgeGenderPrediction, Gender } from "@fagr/core";

/**
 * A model's answer to a face. Other projects' models give neither intervals nor distributions; a model of a single task gives
 * nothing for the other, and its faces do not count there.
 */
export interface PredictedFace extends Partial<Pick<AgeGenderPrediction, "age" | "gender">> {
  /** Probability of that gender, 0.5..1. Where there is a gender. */
  readonly genderProbability?: number;
  /** Lowest and highest age, years, of the interval that the model states (80 % by default). */
  readonly ageInterval?: readonly [lowest: number, highest: number];
  /** Probability of every age, year by year from the model's lowest. */
  readonly ageDistribution?: readonly number[];
  /** Further attributes by name, such as `glasses`. */
  readonly attributes?: AgeGenderPrediction["attributes"];
}

/**
 * One measured face: its labels and a model's answer. Plain data, a line of a predictions file. Null means unknown, and leaves
 * the face out of that figure only.
 */
export interface FaceRecord {
  /** Path below the data set's folder. */
  readonly file: string;
  /** Name of the data set. */
  readonly source: string;
  /** Known age, years. */
  readonly age: number | null;
  /** Known gender. */
  readonly gender: Gender | null;
  /** Known labels of further attributes: `{ glasses: "yes" }`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Groups that the face belongs to, in the data set's own words, such as `{ ethnicity: "Asian" }`. */
  readonly groups?: Readonly<Record<string, string>>;
  /** False if the detector found no face and the whole picture was used. */
  readonly faceFound: boolean;
  readonly prediction: PredictedFace;
}
