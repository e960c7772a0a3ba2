import type { Availability } from "../rows/row";
import type { Findings } from "../rows/run-in-turn";
import { formatBytes, formatMilliseconds, markdownTable } from "../support/markdown";
import { median } from "../support/statistics";
import type { ColdAnswer } from "./cold-row";
import type { WarmAnswers } from "./warm-row";

/** What was found out about a library; the first one is what the others are compared with. */
export interface Named<Times> {
  readonly name: string;
  readonly findings: Findings<Times, Availability>;
}

/** A page that is there: how long a photo takes. */
export function warmTable(subjects: readonly Named<WarmAnswers>[]): string {
  const kinds = ["one", "twelve"] as const;
  const middle = ({ findings }: Named<WarmAnswers>, kind: (typeof kinds)[number]) =>
    median(findings.rounds.flatMap((round) => round[kind].times));
  return markdownTable(
    ["", "1 face, ms", "ratio", "12 tiles, ms", "ratio", "faces found in 12 tiles"],
    subjects.map((subject) => [
      name(subject),
      ...kinds.flatMap((kind) => withRatio(middle(subject, kind), middle(subjects[0]!, kind))),
      String(subject.findings.rounds[0]?.twelve.faces ?? "-"),
    ]),
  );
}

/** A page that was never there: how long its first answer takes, on each line, and what it fetches. */
export function coldTable(lines: readonly { title: string; subjects: readonly Named<ColdAnswer>[] }[]): string {
  const middle = ({ findings }: Named<ColdAnswer>) => median(findings.rounds.map(({ milliseconds }) => milliseconds));
  return markdownTable(
    ["", ...lines.flatMap(({ title }) => [`${title}, ms`, "ratio"]), "bytes, brotli", "requests"],
    lines[0]!.subjects.map((subject, index) => {
      const round = subject.findings.rounds[0];
      return [
        name(subject),
        ...lines.flatMap(({ subjects }) => withRatio(middle(subjects[index]!), middle(subjects[0]!))),
        formatBytes(round?.bytes),
        String(round?.requests ?? "-"),
      ];
    }),
  );
}

const name = ({ name: title, findings }: Named<unknown>) => (findings.error ? `${title} (did not run here)` : title);

function withRatio(time: number, first: number): [string, string] {
  return [formatMilliseconds(time), Number.isFinite(time / first) ? (time / first).toFixed(2) : "-"];
}
