import { ageHistograms, type Estimate, unansweredAges } from "@fagr/evaluation";
import type { MeasuredRun } from "../evaluate/measure-runs";
import { bar, percent } from "./numbers";
import { formatTable } from "./table";

/** Measured runs as lines for people, side by side where there are several. */
export function evaluationToLines(runs: readonly MeasuredRun[]): string[] {
  return [
    pictureTable(runs),
    genderTable(runs),
    ageTable(runs),
    attributeTable(runs),
    ...runs.map(agesTable),
    ...groupTables(runs),
    doubtTable(runs),
  ]
    .filter((table) => table.length > 0)
    .flatMap((table, index) => (index === 0 ? table : ["", ...table]));
}

const share = (value: number | null) => (value === null ? "-" : percent(value, 1));
const years = (value: number | null) => (value === null ? "-" : value.toFixed(2));
const signed = (value: number | null) => (value === null ? "-" : `${value > 0 ? "+" : ""}${value.toFixed(1)}`);

function interval({ interval }: Estimate, format: (value: number) => string): string {
  return interval === null ? "" : `${format(interval[0])} to ${format(interval[1])}`;
}

/** A table whose columns are all numbers but the first. */
function numbersTable(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return formatTable([title, ...columns], rows, { right: columns });
}

function pictureTable(runs: readonly MeasuredRun[]): string[] {
  const rows = runs.map(({ name, failed, measurement: { count, facesNotFound } }) => [
    name,
    ...[count, facesNotFound, failed].map(String),
  ]);
  return numbersTable("Pictures", ["measured", "no face found, taken whole", "failed"], rows);
}

function genderTable(runs: readonly MeasuredRun[]): string[] {
  const columns = ["faces", "accuracy", "95 %"].concat(
    ...["male", "female"].map((gender) => [`${gender}: recall`, "precision", "F1"]),
  );
  const rows = runs
    .filter(({ measurement }) => measurement.gender.count > 0)
    .map(({ name, measurement: { gender } }) => [
      name,
      String(gender.count),
      share(gender.accuracy.value),
      interval(gender.accuracy, share),
      ...[gender.male, gender.female].flatMap(({ recall, precision, f1 }) =>
        [recall, precision, f1].map(({ value }) => share(value)),
      ),
    ]);
  return rows.length === 0 ? [] : numbersTable("Gender", columns, rows);
}

function ageTable(runs: readonly MeasuredRun[]): string[] {
  const columns = ["faces", "mean error", "95 %", "within 5 years", "bias", "other ages, left out"];
  const rows = runs
    .filter(({ measurement: { age } }) => age.count + age.outsideAgeRange > 0)
    .map(({ name, measurement: { age } }) => [
      name,
      String(age.count),
      years(age.mae.value),
      interval(age.mae, years),
      share(age.cumulativeScore["5"]?.value ?? null),
      signed(age.bias.value),
      String(age.outsideAgeRange),
    ]);
  return rows.length === 0 ? [] : numbersTable("Age, years", columns, rows);
}

function attributeTable(runs: readonly MeasuredRun[]): string[] {
  const columns = ["faces", "accuracy", "95 %", "balanced"];
  const rows = runs.flatMap(({ name, measurement: { attributes = {} } }) =>
    Object.entries(attributes).map(([attribute, { count, accuracy, balancedAccuracy, labels }]) => [
      name,
      attribute,
      String(count),
      share(accuracy.value),
      interval(accuracy, share),
      share(balancedAccuracy.value),
      Object.entries(labels)
        .map(([label, { recall }]) => `${label} ${share(recall)}`)
        .join(", "),
    ]),
  );
  if (rows.length === 0) return [];
  return formatTable(["Attributes", "", ...columns, "recalls"], rows, { right: columns });
}

/** Known beside answered ages, as two histograms on one scale. */
function agesTable({ name, measurement }: MeasuredRun): string[] {
  if (measurement.age.count === 0) return [];
  const ages = ageHistograms(measurement);
  const most = Math.max(...ages.flatMap(({ known, answered }) => [known, answered]));
  const rows = ages.map(({ group, known, answered }) => [
    group.join("-"),
    ...[known, answered].flatMap((count) => [String(count), bar(count / most, 16)]),
  ]);
  return formatTable([`${name}: ages`, "known", "", "answered", " "], rows, { right: ["known", "answered"] });
}

/** A warning for each run whose answers lack ages that its labels have. */
export function missingAgesNotes(runs: readonly MeasuredRun[]): string[] {
  return runs.flatMap(({ name, measurement }) => {
    const missing = unansweredAges(measurement).map((range) => range.join(" to "));
    return missing.length > 0
      ? `${name}: the labels include ages of ${missing.join(", ")} years, which are (almost) never predicted. The training data may lack them, or the model may associate the look of a data set with its ages.`
      : [];
  });
}

/** How a kind of groups begins its table; the data sets' own follow these. */
const groupTitles: Readonly<Record<string, string>> = { age: "Known age", gender: "Known gender" };

function groupTables(runs: readonly MeasuredRun[]): string[][] {
  const own = runs.flatMap(({ measurement }) => Object.keys(measurement.groups));
  const kinds = new Set([...Object.keys(groupTitles), ...own]);
  return [...kinds].map((kind) => groupTable(runs, kind)).filter((table) => table.length > 1);
}

/** A line a group and, where there are several, a run: what is to be compared stands below each other. */
function groupTable(runs: readonly MeasuredRun[], kind: string): string[] {
  const names = [...new Set(runs.flatMap(({ measurement }) => Object.keys(measurement.groups[kind] ?? {})))];
  // A kind with one group says nothing that the whole does not.
  if (names.length < 2) return [];
  const lines = names.flatMap((group) =>
    runs.flatMap(({ name, measurement }) => {
      const figures = measurement.groups[kind]?.[group];
      return figures ? [{ group, run: name, figures }] : [];
    }),
  );
  const worst = Math.max(...lines.map(({ figures }) => figures.age.mae.value ?? 0), 1e-9);
  const rows = lines.map(({ group, run, figures: { count, gender, age } }, index) => [
    lines[index - 1]?.group === group ? "" : group,
    ...(runs.length > 1 ? [run] : []),
    String(count),
    share(gender.accuracy.value),
    years(age.mae.value),
    signed(age.bias.value),
    age.mae.value === null ? "" : bar(age.mae.value / worst, 16),
  ]);
  const figures = ["faces", "accuracy", "age error", "bias"];
  const header = [groupTitles[kind] ?? `By ${kind}`, ...(runs.length > 1 ? ["run"] : []), ...figures, ""];
  return formatTable(header, rows, { right: figures });
}

/** How well the model is calibrated. */
function doubtTable(runs: readonly MeasuredRun[]): string[] {
  const columns = ["gender: calibration error", "age: in its 50 % interval", "80 %", "95 %"];
  const rows = runs.map(({ name, measurement: { calibration } }) => [
    name,
    calibration.gender.error === null ? "-" : calibration.gender.error.toFixed(3),
    ...[0.5, 0.8, 0.95].map((probability) =>
      share(calibration.age.find((entry) => entry.probability === probability)?.coverage ?? null),
    ),
  ]);
  return numbersTable("Doubt", columns, rows);
}
