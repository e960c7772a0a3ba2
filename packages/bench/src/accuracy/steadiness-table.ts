import { markdownTable } from "../support/markdown";
import { modelsOf } from "./accuracy-tables";
import type { MeasuredFaces } from "./measure-answers";
import type { Steadiness } from "./steadiness";

/** How much answers move with the box: on all data sets together, and on each. */
export function steadinessTable(sets: readonly MeasuredFaces[]): string {
  return markdownTable(
    ["model", "all", ...sets.map(({ dataSet }) => dataSet)],
    modelsOf(sets).map((model, index) => {
      const parts = sets.map(({ models }) => models[index]!.steadiness);
      return [model, ...[poolSteadiness(parts), ...parts].map(format)];
    }),
  );
}

/** Of several data sets' faces as of one; null where one of them is not measured. */
export function poolSteadiness(parts: readonly (Steadiness | null)[]): Steadiness | null {
  const measured = parts.filter((part) => part !== null);
  if (measured.length < parts.length) return null;
  const faces = measured.reduce((sum, part) => sum + part.faces, 0);
  const mean = (figure: "ageDeviation" | "flips") =>
    measured.reduce((sum, part) => sum + part[figure] * part.faces, 0) / faces;
  return { faces, ageDeviation: mean("ageDeviation"), flips: mean("flips") };
}

const format = (steadiness: Steadiness | null) =>
  steadiness ? `${steadiness.ageDeviation.toFixed(2)} / ${(steadiness.flips * 100).toFixed(1)} %` : "-";
