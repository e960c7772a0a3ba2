// The arithmetic: errors, accuracies, intervals by bootstrap, calibration. Everything starts from `FaceRecord`s, which are also the lines
// of a predictions file.
import { InvalidArgumentError } from "@fagr/core";
import { checkOptions, describeValue } from "@fagr/core/backend";
import type { AgeGroup } from "@fagr/core/sampling";
import { type AgeRange, checkAgeRange, isInAgeRange } from "./age-range";
import { type BootstrapOptions, checkBootstrap } from "./bootstrap";
import { countAges, measureByAge } from "./by-age";
import { measureCalibration } from "./calibration-figures";
import { toColumns } from "./face-columns";
import type { FaceMeasurement, GroupMeasurement } from "./face-measurement";
import type { FaceRecord } from "./face-record";
import { groupFaces, sixYearGroups } from "./group-faces";
import { measureAttributes } from "./measure-attributes";
import { measureGroup } from "./measure-group";

/** How faces are measured. */
export interface MeasureOptions extends BootstrapOptions {
  /** The model's age range, years; faces of other known ages are left out of the age error. Default `[18, 65]`. */
  readonly ageRange?: AgeRange;
  /** Years of the first class of age distributions. Default the lowest age of the range. */
  readonly firstAge?: number;
  /** Groups of known ages, years, in rising order. Default {@link sixYearGroups}. */
  readonly ageGroups?: readonly AgeGroup[];
  /** The k of CS@k, years, in rising order. Default `[5]`. */
  readonly tolerances?: readonly number[];
}

const measureOptionNames = [
  "ageRange",
  "firstAge",
  "ageGroups",
  "tolerances",
  "resamples",
  "confidence",
  "seed",
] as const satisfies readonly (keyof MeasureOptions)[];

/**
 * Compares a model's answers with the labels: accuracy, recall, precision and F1 of gender; mean absolute error, bias and CS@k of
 * age, overall, at every age and in groups, with bootstrap confidence intervals; and calibration. Figures that are not available,
 * such as the coverage of intervals for a model without any, are null.
 *
 * @throws InvalidArgumentError for options out of range, or a record whose age or prediction is not a number.
 *
 * @example
 * ```ts
 * const { records } = await readPredictions("predictions.jsonl");
 * const { age, gender, groups } = measureFaces(records);
 * console.log(age.mae); // such as { value: 4.91, interval: [4.7, 5.13] }
 * console.log(gender.female.f1.value, groups.ethnicity?.Asian?.gender.accuracy.value);
 * ```
 */
export function measureFaces(records: readonly FaceRecord[], options: MeasureOptions = {}): FaceMeasurement {
  checkOptions(options, measureOptionNames, "measureFaces()");
  if (!Array.isArray(records))
    throw new InvalidArgumentError(
      `Expected records in an array, such as those of readPredictions(), received ${describeValue(records)}.`,
    );
  const {
    ageRange = [18, 65],
    firstAge = ageRange[0],
    ageGroups = sixYearGroups,
    tolerances = [5],
    resamples = 1000,
    confidence = 0.95,
    seed = 1,
  } = options;
  const settings = { ageRange, ageGroups, tolerances, resamples, confidence, seed };
  checkSettings(settings);
  for (const record of records) checkRecord(record);
  const columns = toColumns(records, settings);
  const measure = (faces: Int32Array): GroupMeasurement => {
    const outside = faces.filter((face) => isOutside(records[face]!, ageRange)).length;
    return measureGroup(columns, faces, { ...settings, outside });
  };
  const aged = records.filter(
    ({ age, prediction }) => age !== null && prediction.age !== undefined && isInAgeRange(age, ageRange),
  );
  return {
    settings,
    ...measure(Int32Array.from(records.keys())),
    facesNotFound: records.filter(({ faceFound }) => !faceFound).length,
    byAge: measureByAge(aged, ageRange),
    groups: Object.fromEntries(
      [...groupFaces(records, ageGroups)].map(([by, groups]) => [
        by,
        Object.fromEntries([...groups].map(([name, faces]) => [name, measure(faces)])),
      ]),
    ),
    ageCounts: countAges(aged, ageRange),
    calibration: measureCalibration(records, { aged, firstAge }),
    attributes: measureAttributes(records, settings),
  };
}

const isOutside = ({ age, prediction }: FaceRecord, range: AgeRange) =>
  age !== null && prediction.age !== undefined && !isInAgeRange(age, range);

function checkSettings(settings: FaceMeasurement["settings"]): void {
  const { ageRange, ageGroups, tolerances } = settings;
  checkAgeRange(ageRange);
  for (const group of ageGroups) checkAgeRange(group);
  if (ageGroups.some(([lowest], index) => index > 0 && lowest <= ageGroups[index - 1]![1]))
    throw new InvalidArgumentError(
      `Expected age groups in rising order that do not overlap, received ${JSON.stringify(ageGroups)}.`,
    );
  if (!tolerances.every((years, index) => years >= 0 && (index === 0 || years > tolerances[index - 1]!)))
    throw new InvalidArgumentError(`Expected tolerances in years in rising order, received [${tolerances}].`);
  checkBootstrap(settings);
}

function checkRecord(record: FaceRecord): void {
  if (typeof record?.prediction !== "object" || record.prediction === null)
    throw new InvalidArgumentError(
      `Expected records of faces, { file, age, gender, prediction, ... }, received ${describeValue(record)}.`,
    );
  const { file, age, prediction } = record;
  if (age !== null && !Number.isFinite(age))
    throw new InvalidArgumentError(`Expected a known age in years or null, received ${age} for ${file}.`);
  const { age: answered, gender, genderProbability: probability } = prediction;
  const knowsNothing = answered === undefined && gender === undefined;
  const ageIsWrong = answered !== undefined && !Number.isFinite(answered);
  const genderIsWrong = gender !== undefined && !Number.isFinite(probability);
  if (knowsNothing || ageIsWrong || genderIsWrong)
    throw new InvalidArgumentError(
      `Expected a predicted age in years and a gender probability of 0 to 1, received ${answered} and ${probability} for ${file}.`,
    );
}
