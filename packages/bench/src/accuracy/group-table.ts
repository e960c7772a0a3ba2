import type { GroupMeasurement } from "@fagr/evaluation";
import { markdownTable } from "../support/markdown";
import type { MeasuredFaces } from "./measure-answers";

/** Groups that are measured beside each other: the fewer faces, the more is chance. */
const fewestFaces = 20;

/**
 * A data set by one kind of groups, a column a group: gender accuracy / mean absolute age error / bias in years. Groups of fewer
 * than 20 faces are left out; "" where the data set has no such groups.
 *
 * @param by - "age", "gender", or a grouping of the data, such as "ethnicity".
 */
export function groupTable({ models }: MeasuredFaces, by: string): string {
  const groups = Object.entries(models[0]?.measurement.groups[by] ?? {})
    .filter(([, { count }]) => count >= fewestFaces)
    .map(([name, { count }]) => ({ name, title: `${name} (${count})` }));
  if (groups.length < 2) return "";
  return markdownTable(
    ["model", ...groups.map(({ title }) => title)],
    models.map(({ model, measurement }) => [
      model,
      ...groups.map(({ name }) => formatGroup(measurement.groups[by]![name]!)),
    ]),
  );
}

function formatGroup({ gender, age }: GroupMeasurement): string {
  const format = (value: number | null, digits: number) => value?.toFixed(digits) ?? "-";
  return [format(gender.accuracy.value, 3), format(age.mae.value, 1), format(age.bias.value, 1)].join(" / ");
}
