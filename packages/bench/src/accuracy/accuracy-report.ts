import { ageTable, genderTable, knowsAge, overviewTable } from "./accuracy-tables";
import { groupTable } from "./group-table";
import type { MeasuredFaces } from "./measure-answers";
import type { SetJitter } from "./move-faces";
import { steadinessTable } from "./steadiness-table";

/** What the report says besides the figures. Plain data. */
export interface AccuracySettings {
  /** Models with what identifies them. */
  readonly models: readonly { readonly name: string; readonly version?: string; readonly sha256?: string }[];
  readonly detector: string;
  readonly jitter: SetJitter;
}

/** The whole report as Markdown, headings from the third level on; `figures` is Markdown of their pictures. */
export function accuracyReport(sets: readonly MeasuredFaces[], settings: AccuracySettings, figures: string): string {
  const groups = sets.flatMap((set) =>
    (knowsAge(set.models) ? ["age", "gender", "ethnicity"] : ["ethnicity"]).flatMap((by) => {
      const table = groupTable(set, by);
      return table ? [`**${set.dataSet} by ${by}**`, table] : [];
    }),
  );
  return [
    ...[
      describeSets(sets, settings),
      "### At a glance",
      "Gender accuracy, and mean absolute age error in years.",
      overviewTable(sets),
    ],
    ...["### Gender, men", genderTable(sets, "male"), "### Gender, women", genderTable(sets, "female")],
    ...["### Age", "Years; CS@5 is the share of faces within 5 years.", ageTable(sets), figures],
    ...["### Steadiness", describeJitter(settings), steadinessTable(sets)],
    ...(groups.length > 0 ? ["### By group", describeGroups, ...groups] : []),
  ].join("\n\n");
}

function describeSets(sets: readonly MeasuredFaces[], { detector, models }: AccuracySettings): string {
  const parts = sets.map(({ dataSet, faces, missed, validationShare }) => {
    const part = validationShare < 1 ? ", of the validation split" : "";
    return `${dataSet} ${faces} faces${part}${missed > 0 ? ` (in ${missed} more pictures none was found)` : ""}`;
  });
  const versions = models.map(({ name, version, sha256 }) =>
    [name, version, sha256 && `SHA-256 ${sha256.slice(0, 8)}...`].filter(Boolean).join(", "),
  );
  return [`Faces: ${parts.join("; ")}. Detector: ${detector}.`, `Models: ${versions.join("; ")}.`].join("\n\n");
}

const describeGroups =
  "Gender accuracy / mean absolute age error / bias, years; in brackets the number of faces in the group.";

const describeJitter = ({ jitter }: AccuracySettings) =>
  `Standard deviation of the age in years / share of faces whose gender flips, with ${jitter.repeats} boxes per face moved by ${jitter.deviation * 100} %; at most ${jitter.faces} faces of each data set.`;
