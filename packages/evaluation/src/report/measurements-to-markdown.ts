import { calibrationTable } from "./calibration-table";
import { drawTable, type NamedMeasurement } from "./format";
import { fewestFaces, gapTable } from "./gaps";
import { ageTable, attributeTable, genderTable, groupTable } from "./tables";

/** How to lay a report out. */
export interface ReportOptions {
  /** Heading of the report; without it the report begins with its first section. */
  readonly title?: string;
  /** Level of the title; sections are one below. Default 1. */
  readonly level?: number;
}

/**
 * All figures of one or several measurements as Markdown, side by side: the document's table of gender, age, both by age group,
 * gender, data set and the data's own groups, the gaps between groups, and calibration. A figure that is not available is "-"; a
 * table that would be empty is left out with its heading.
 *
 * @example
 * ```ts
 * const measurements = [{ name: "UTKFace", measurement: measureFaces(records) }];
 * await writeFile("report.md", measurementsToMarkdown(measurements, { title: "My model" }));
 * ```
 */
export function measurementsToMarkdown(
  measurements: readonly NamedMeasurement[],
  { title, level = 1 }: ReportOptions = {},
): string {
  const kinds = new Set(measurements.flatMap(({ measurement }) => Object.keys(measurement.groups)));
  const hasAges = measurements.some(({ measurement }) => measurement.age.count > 0);
  const hasGenders = measurements.some(({ measurement }) => measurement.gender.count > 0);
  const sections: readonly (readonly [heading: string, ...texts: string[]])[] = [
    ["Faces", facesTable(measurements), describeIntervals(measurements)],
    ["Gender", hasGenders ? genderTable(measurements) : ""],
    [
      "Age",
      hasAges ? ageTable(measurements) : "",
      "MAE is the mean absolute error, CS@k the share of faces at most k years off, bias the mean signed error: negative where " +
        "faces are taken for younger than they are.",
    ],
    [
      "Attributes",
      attributeTable(measurements),
      "Balanced accuracy is the mean of the labels' recalls: always answering the most frequent label does not raise it.",
    ],
    ...[...kinds].map((by) => [`By ${by}`, groupTable(measurements, by)] as const),
    [
      "Gaps between groups",
      gapTable(measurements),
      `Among groups of at least ${fewestFaces} faces. Some gaps are chance: see the intervals of the groups.`,
    ],
    [
      "Calibration",
      calibrationTable(measurements),
      "The expected calibration error of the gender probability is 0 if it is perfectly calibrated. Age intervals should cover the share " +
        "that they state.",
    ],
  ];
  return [
    ...(title ? [`${"#".repeat(level)} ${title}`] : []),
    ...sections
      .filter(([, table]) => table !== "")
      .flatMap(([heading, ...texts]) => [`${"#".repeat(level + 1)} ${heading}`, ...texts]),
  ]
    .filter((text) => text !== "")
    .join("\n\n")
    .concat("\n");
}

function facesTable(measurements: readonly NamedMeasurement[]): string {
  return drawTable(measurements, [
    { name: "", cell: ({ name }) => name, isText: true },
    { name: "faces", cell: ({ measurement }) => measurement.count },
    { name: "known gender", cell: ({ measurement }) => measurement.gender.count },
    { name: "known age in range", cell: ({ measurement }) => measurement.age.count },
    { name: "known age outside", cell: ({ measurement }) => measurement.age.outsideAgeRange },
    { name: "no face found", cell: ({ measurement }) => measurement.facesNotFound },
  ]);
}

function describeIntervals(measurements: readonly NamedMeasurement[]): string {
  const texts = measurements.map(({ measurement }) => {
    const { ageRange, resamples, confidence, seed } = measurement.settings;
    const intervals =
      resamples === 0
        ? "There are no confidence intervals."
        : `In brackets: ${Number((confidence * 100).toFixed(1))} % confidence intervals, percentile bootstrap by face with ` +
          `${resamples.toLocaleString("en")} resamples, seed ${seed}.`;
    return `Ages from ${ageRange[0]} to ${ageRange[1]} count. ${intervals}`;
  });
  const [first = "", ...others] = new Set(texts);
  if (others.length === 0) return first;
  return measurements.map(({ name }, index) => `${name}: ${texts[index]}`).join("\n\n");
}
