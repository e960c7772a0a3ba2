// Measurements as Markdown: one table for each question, with intervals and the number of faces.
import type { GroupMeasurement } from "../measures/face-measurement";
import {
  type Column,
  drawTable,
  formatBias,
  formatEstimate,
  formatShare,
  formatYears,
  type NamedMeasurement,
  nothing,
} from "./format";

type GroupColumn = Column<GroupMeasurement>;

const accuracy: GroupColumn = { name: "accuracy", cell: ({ gender }) => formatEstimate(gender.accuracy, formatShare) };
const mae: GroupColumn = { name: "MAE, years", cell: ({ age }) => formatEstimate(age.mae, formatYears) };
const bias: GroupColumn = { name: "bias, years", cell: ({ age }) => formatEstimate(age.bias, formatBias) };

const genderColumns: readonly GroupColumn[] = [
  { name: "faces", cell: ({ gender }) => gender.count },
  ...(["recall", "precision", "f1"] as const).flatMap((figure) =>
    (["male", "female"] as const).map(
      (of): GroupColumn => ({
        name: `${figure === "f1" ? "F1" : figure} ${of}`,
        cell: ({ gender }) =>
          figure === "f1" ? formatEstimate(gender[of].f1, formatShare) : formatShare(gender[of][figure].value),
      }),
    ),
  ),
  accuracy,
];

const name: Column<NamedMeasurement> = { name: "", cell: (row) => row.name, isText: true };
const ofAll = ({ name: title, cell }: GroupColumn): Column<NamedMeasurement> => ({
  name: title,
  cell: ({ measurement }) => cell(measurement),
});

/**
 * The document's table of gender: recall, precision and F1 for male and female, and accuracy; F1 and accuracy with their
 * intervals. A row per measurement.
 *
 * @returns A Markdown table; "" without measurements.
 */
export function genderTable(measurements: readonly NamedMeasurement[]): string {
  return drawTable(measurements, [name, ...genderColumns.map(ofAll)]);
}

/** CS@k for every k that one of the measurements has. */
function scoreColumns(measurements: readonly NamedMeasurement[]): GroupColumn[] {
  const tolerances = new Set(measurements.flatMap(({ measurement }) => measurement.settings.tolerances));
  return [...tolerances]
    .sort((one, other) => one - other)
    .map((years) => ({
      name: `CS@${years}`,
      cell: ({ age }) => {
        const score = age.cumulativeScore[String(years)];
        return score ? formatEstimate(score, formatShare) : nothing;
      },
    }));
}

/**
 * Age overall: mean absolute error, CS@k and bias with their intervals. A row per measurement.
 *
 * @returns A Markdown table; "" without measurements.
 */
export function ageTable(measurements: readonly NamedMeasurement[]): string {
  const faces: GroupColumn = { name: "faces", cell: ({ age }) => age.count };
  return drawTable(measurements, [name, ...[faces, mae, ...scoreColumns(measurements), bias].map(ofAll)]);
}

/**
 * Gender and age by one kind of groups. A row per group and measurement, so that compared rows are adjacent.
 *
 * @param by - `age`, `gender`, `data set`, or a grouping of the data, such as `ethnicity`.
 * @returns A Markdown table; "" where no measurement has such groups.
 */
export function groupTable(measurements: readonly NamedMeasurement[], by: string): string {
  const groups = new Set(measurements.flatMap(({ measurement }) => Object.keys(measurement.groups[by] ?? {})));
  const rows = [...groups].flatMap((group) =>
    measurements.flatMap(({ name: of, measurement }) => {
      const figures = measurement.groups[by]?.[group];
      return figures ? [{ group, of, figures }] : [];
    }),
  );
  const ofGroup = ({ name: title, cell }: GroupColumn): Column<(typeof rows)[number]> => ({
    name: title,
    cell: ({ figures }) => cell(figures),
  });
  const columns: readonly GroupColumn[] = [
    { name: "faces", cell: ({ count }) => count },
    accuracy,
    mae,
    ...scoreColumns(measurements),
    bias,
  ];
  return drawTable(rows, [
    { name: by, cell: ({ group }) => group, isText: true },
    ...(measurements.length > 1 ? [{ name: "", cell: ({ of }: { of: string }) => of, isText: true }] : []),
    ...columns.map(ofGroup),
  ]);
}

/**
 * Further attributes such as glasses: accuracy and balanced accuracy with their intervals, and each label's recall and precision. A
 * row an attribute of a measurement.
 *
 * @returns A Markdown table; "" if there are none.
 */
export function attributeTable(measurements: readonly NamedMeasurement[]): string {
  const rows = measurements.flatMap(({ name, measurement: { attributes = {} } }) =>
    Object.entries(attributes).map(([attribute, figures]) => ({ name, attribute, figures })),
  );
  return drawTable(rows, [
    { name: "", cell: ({ name }) => name, isText: true },
    { name: "attribute", cell: ({ attribute }) => attribute, isText: true },
    { name: "faces", cell: ({ figures }) => figures.count },
    { name: "accuracy", cell: ({ figures }) => formatEstimate(figures.accuracy, formatShare) },
    { name: "balanced accuracy", cell: ({ figures }) => formatEstimate(figures.balancedAccuracy, formatShare) },
    {
      name: "recall, precision",
      cell: ({ figures }) =>
        Object.entries(figures.labels)
          .map(([label, { recall, precision }]) => `${label} ${formatShare(recall)}, ${formatShare(precision)}`)
          .join("; "),
      isText: true,
    },
  ]);
}
