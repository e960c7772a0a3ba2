import type { Estimate } from "@fagr/evaluation";
import { markdownTable } from "../support/markdown";
import { type MeasuredFaces, type MeasuredModel, seniorAges } from "./measure-answers";

/** Gender accuracy and age error of every model on every data set. */
export function overviewTable(sets: readonly MeasuredFaces[]): string {
  const columns = sets.flatMap(({ dataSet, models }) => {
    const gender = models.map(({ measurement }) => share(measurement.gender.accuracy));
    const age = models.map(({ measurement }) => years(measurement.age.mae));
    return [
      ...(knowsGender(models) ? [{ title: `${dataSet} gender`, cells: gender }] : []),
      ...(knowsAge(models) ? [{ title: `${dataSet} age`, cells: age }] : []),
    ];
  });
  return markdownTable(
    ["model", ...columns.map(({ title }) => title)],
    modelsOf(sets).map((model, index) => [model, ...columns.map(({ cells }) => cells[index]!)]),
  );
}

/** The document's table of one gender: recall, precision and F1 of every model on every data set. */
export function genderTable(sets: readonly MeasuredFaces[], gender: "male" | "female"): string {
  return markdownTable(
    ["data set", gender === "male" ? "men" : "women", "model", "recall", "precision", "F1", "accuracy, both"],
    sets
      .filter(({ models }) => knowsGender(models))
      .flatMap(({ dataSet, models }) =>
        models.map(({ model, measurement: { gender: measured } }) => {
          const { recall, precision, f1 } = measured[gender];
          const { male, female } = measured.confusion[gender];
          return [
            dataSet,
            String(male + female),
            model,
            share(recall),
            share(precision),
            share(f1, true),
            share(measured.accuracy, true),
          ];
        }),
      ),
  );
}

/** Age error, cumulative score and bias, over all ages and of the older. */
export function ageTable(sets: readonly MeasuredFaces[]): string {
  const [youngest, oldest] = seniorAges;
  return markdownTable(
    ["data set", "faces", "model", "MAE", "CS@5", "bias", `faces of ${youngest}-${oldest}`, "MAE there", "bias there"],
    sets
      .filter(({ models }) => knowsAge(models))
      .flatMap(({ dataSet, models }) =>
        models.map(({ model, measurement: { age }, seniors }) => [
          dataSet,
          String(age.count),
          model,
          years(age.mae, true),
          share(age.cumulativeScore["5"]!),
          signed(age.bias),
          String(seniors.age.count),
          years(seniors.age.mae),
          signed(seniors.age.bias, true),
        ]),
      ),
  );
}

/** Whether genders are known, of any model's faces: all have the same. */
const knowsGender = ([first]: readonly MeasuredModel[]): boolean => (first?.measurement.gender.count ?? 0) > 0;

/** Whether ages are known. */
export const knowsAge = ([first]: readonly MeasuredModel[]): boolean => (first?.measurement.age.count ?? 0) > 0;

/** The models, in the order of the tables. */
export const modelsOf = ([first]: readonly MeasuredFaces[]) => first?.models.map(({ model }) => model) ?? [];

type Format = (value: number) => string;

function show({ value, interval }: Estimate, format: Format, withInterval: boolean): string {
  if (value === null) return "-";
  return withInterval && interval ? `${format(value)} [${interval.map(format).join(", ")}]` : format(value);
}

const share = (estimate: Estimate, withInterval = false) => show(estimate, (value) => value.toFixed(3), withInterval);
const years = (estimate: Estimate, withInterval = false) => show(estimate, (value) => value.toFixed(2), withInterval);
const signed = (estimate: Estimate, withInterval = false) =>
  show(estimate, (value) => `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(1)}`, withInterval);
