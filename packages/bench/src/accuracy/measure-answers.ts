import { type FaceMeasurement, measureFaces } from "@fagr/evaluation";
import type { Answers, PreparedSet } from "./collect-answers";
import { measureSteadiness, type Steadiness } from "./steadiness";
import type { AccuracySubject } from "./subject";

/** Ages at which models guess too young, years. */
export const seniorAges = [54, 65] as const;

/** A model measured on a data set. Plain data. */
export interface MeasuredModel {
  /** Its name in tables. */
  readonly model: string;
  readonly isOurs: boolean;
  /** Whether it is the network of another model, asked in another way. */
  readonly isVariant: boolean;
  readonly measurement: FaceMeasurement;
  /** Of the faces of {@link seniorAges} alone. */
  readonly seniors: FaceMeasurement;
  /** Null where it is not known. */
  readonly steadiness: Steadiness | null;
}

/** All models measured on a data set. Plain data. */
export interface MeasuredFaces {
  readonly dataSet: string;
  readonly validationShare: number;
  readonly faces: number;
  /** Pictures without a face that the detector finds. */
  readonly missed: number;
  /** In the order of the tables. */
  readonly models: readonly MeasuredModel[];
}

/** A model and its answers on each data set, in the order of the sets. */
export interface ComparedAnswers {
  readonly subject: AccuracySubject;
  readonly answers: readonly Answers[];
}

/** Measures every model on every data set. */
export function measureAnswers(sets: readonly PreparedSet[], compared: readonly ComparedAnswers[]): MeasuredFaces[] {
  return sets.map(({ set, faces, missed }, index) => ({
    dataSet: set.name,
    validationShare: set.validationShare,
    faces: faces.length,
    missed,
    models: compared.map(({ subject, answers }) => {
      const { records, moved } = answers[index]!;
      const seniors = records.filter(({ age }) => age !== null && age >= seniorAges[0] && age <= seniorAges[1]);
      return {
        model: subject.name,
        isOurs: subject.isOurs,
        isVariant: subject.isVariant,
        measurement: measureFaces(records),
        seniors: measureFaces(seniors),
        steadiness: moved && measureSteadiness(moved),
      };
    }),
  }));
}
