import type { FaceComparison } from "../measures/compare-faces";
import { drawTable, formatBias, formatEstimate } from "./format";

/** A comparison and whose it is: "ours, less theirs". */
export interface NamedComparison {
  readonly name: string;
  readonly comparison: FaceComparison;
}

/**
 * The difference between two models, with intervals: in percentage points for accuracy and in years for the age error. A row per
 * comparison.
 *
 * @returns A Markdown table; "" without comparisons.
 */
export function differenceTable(comparisons: readonly NamedComparison[]): string {
  const formatPoints = (value: number | null) => formatBias(value === null ? null : value * 100);
  return drawTable(comparisons, [
    { name: "", cell: ({ name }) => name, isText: true },
    { name: "faces", cell: ({ comparison }) => comparison.count },
    {
      name: "accuracy, per cent points",
      cell: ({ comparison }) => formatEstimate(comparison.gender.accuracyDifference, formatPoints),
    },
    { name: "only the first right", cell: ({ comparison }) => comparison.gender.onlyFirstRight },
    { name: "only the second", cell: ({ comparison }) => comparison.gender.onlySecondRight },
    { name: "MAE, years", cell: ({ comparison }) => formatEstimate(comparison.age.maeDifference, formatBias) },
  ]);
}
