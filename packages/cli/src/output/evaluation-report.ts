import type { Evaluation } from "@fagr/training";
import { bar, percent } from "./numbers";
import { formatTable } from "./table";

/** A model measured, and what happened to the images that it was measured on. */
export interface EvaluationReport extends Evaluation {
  /** Images where no face was found, so that the whole image was taken. */
  readonly noFace: number;
  /** Images that could not be read. */
  readonly failed: number;
}

/** The report as JSON for machines. */
export function reportToJson({ count, noFace, failed, gender, age }: EvaluationReport): string {
  const { outsideAgeRange, ...ageErrors } = age;
  return JSON.stringify({ count, noFace, failed, outsideAgeRange, gender, age: ageErrors });
}

/** The report as lines for people. */
export function reportToLines({ count, noFace, failed, gender, age }: EvaluationReport): string[] {
  const part = (value: number | null) => (value === null ? "-" : percent(value, 1));
  const years = (value: number | null) => (value === null ? "-" : value.toFixed(2));
  const classRow = (name: "male" | "female") => {
    const { recall, precision, f1 } = gender[name];
    return [name, part(recall), part(precision), part(f1)];
  };
  const worst = Math.max(...Object.values(age.byAge).map((error) => error ?? 0), 1e-9);
  const ages = Object.entries(age.byAge)
    .filter(([, error]) => error !== null)
    .map(([year, error]) => [year, years(error), String(age.countByAge[year]), bar(error! / worst)]);
  return [
    `Images   ${count} measured, ${failed} failed; no face found in ${noFace} of them (the whole image was taken)`,
    "",
    `Gender   accuracy ${part(gender.accuracy)} on ${gender.count} faces`,
    ...formatTable(["", "recall", "precision", "F1"], [classRow("male"), classRow("female")], {
      right: ["recall", "precision", "F1"],
    }).map((line) => `         ${line}`),
    "",
    `Age      mean absolute error ${years(age.mae)} years on ${age.count} faces; ${age.outsideAgeRange} outside the model's ages were left out`,
    ...(ages.length === 0
      ? []
      : formatTable(["age", "error", "faces", ""], ages, { right: ["age", "error", "faces"] }).map(
          (line) => `         ${line}`,
        )),
  ];
}
