import type { FaceMeasurement, GroupMeasurement } from "../measures/face-measurement";
import { drawTable, formatShare, formatYears, type NamedMeasurement, nothing } from "./format";

/** The gap between the best and the worst group. */
export interface GroupGap {
  /** Names of the groups. */
  readonly best: string;
  readonly worst: string;
  /** Years, or a share of 0..1; never negative. */
  readonly difference: number;
}

/** Below so many faces a group's figure is mostly luck, and the worst of several all the more. */
export const fewestFaces = 30;

/**
 * The gap between the groups in gender accuracy and in the mean absolute age error; null with fewer than two groups of
 * 30 faces. The more groups there are and the smaller they are, the larger a gap chance alone makes: compare
 * with the intervals of the groups.
 *
 * @param by - `age`, `gender`, `data set`, or a grouping of the data, such as `ethnicity`.
 */
export function groupGaps(
  measurement: FaceMeasurement,
  by: string,
): { readonly accuracy: GroupGap | null; readonly mae: GroupGap | null } {
  const groups = Object.entries(measurement.groups[by] ?? {});
  const gap = (task: "gender" | "age", figure: (group: GroupMeasurement) => number | null): GroupGap | null => {
    const known = groups
      .filter(([, group]) => group[task].count >= fewestFaces)
      .flatMap(([name, group]) => {
        const value = figure(group);
        return value === null ? [] : [{ name, value }];
      })
      .sort((one, other) => one.value - other.value);
    if (known.length < 2) return null;
    const [low, high] = [known[0]!, known.at(-1)!];
    const [best, worst] = task === "gender" ? [high.name, low.name] : [low.name, high.name];
    return { best, worst, difference: high.value - low.value };
  };
  return {
    accuracy: gap("gender", ({ gender }) => gender.accuracy.value),
    mae: gap("age", ({ age }) => age.mae.value),
  };
}

/**
 * The gaps of every kind of groups, see {@link groupGaps}. A row per kind and measurement.
 *
 * @returns A Markdown table; "" where there are no groups to compare.
 */
export function gapTable(measurements: readonly NamedMeasurement[]): string {
  const kinds = new Set(measurements.flatMap(({ measurement }) => Object.keys(measurement.groups)));
  const rows = [...kinds].flatMap((by) =>
    measurements
      .map(({ name, measurement }) => ({ by, name, ...groupGaps(measurement, by) }))
      .filter(({ accuracy, mae }) => accuracy || mae),
  );
  const between = (gap: GroupGap | null) => (gap ? `${gap.worst}, against ${gap.best}` : nothing);
  return drawTable(rows, [
    { name: "groups by", cell: ({ by }) => by, isText: true },
    ...(measurements.length > 1 ? [{ name: "", cell: ({ name }: { name: string }) => name, isText: true }] : []),
    { name: "accuracy gap", cell: ({ accuracy }) => formatShare(accuracy?.difference ?? null) },
    { name: "lowest accuracy", cell: ({ accuracy }) => between(accuracy), isText: true },
    { name: "MAE gap, years", cell: ({ mae }) => formatYears(mae?.difference ?? null) },
    { name: "largest MAE", cell: ({ mae }) => between(mae), isText: true },
  ]);
}
