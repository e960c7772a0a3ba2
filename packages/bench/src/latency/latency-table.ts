import type { Findings } from "../rows/run-in-turn";
import { formatMilliseconds, markdownTable } from "../support/markdown";
import { median } from "../support/statistics";
import type { LatencySubject } from "./subjects";

/** A row of the table. Medians, milliseconds; null where it did not run. */
export interface LatencyResult {
  readonly where: string;
  readonly runtime: string;
  readonly network: string;
  readonly inputSize: number;
  readonly single: number | null;
  readonly batch: number | null;
  /** How many times as long as the first of its group, for one face and for 32. */
  readonly ratio: { readonly single: number; readonly batch: number } | null;
  /** Why it did not run. */
  readonly reason?: string;
}

/** Results from what was found out about subjects, in their order. */
export function latencyResults(subjects: readonly LatencySubject[], findings: readonly Findings[]): LatencyResult[] {
  const times = findings.map(({ rounds }) => ({
    single: median(rounds.flatMap(({ single }) => single)),
    batch: median(rounds.flatMap(({ batch }) => batch)),
  }));
  return subjects.map(({ where, runtime, network, inputSize, group }, index) => {
    const { opened, error, rounds } = findings[index]!;
    const what = { where, runtime, network, inputSize };
    if (error !== undefined || rounds.length === 0)
      return {
        ...what,
        single: null,
        batch: null,
        ratio: null,
        reason: error ?? opened?.reason ?? "It gave no answer.",
      };
    const { single, batch } = times[index]!;
    const first = times[subjects.findIndex((other) => other.group === group)]!;
    const ratio = Number.isFinite(first.single) ? { single: single / first.single, batch: batch / first.batch } : null;
    return { ...what, single, batch, ratio };
  });
}

/** As people read it. Why something did not run is told while it is tried: it names folders of the machine. */
export function latencyTable(results: readonly LatencyResult[]): string {
  return markdownTable(
    ["where", "runtime", "network", "input", "1 face, ms", "32 faces, ms", "1 face / ours", "32 faces / ours"],
    results.map(({ where, runtime, network, inputSize, single, batch, ratio, reason }) => [
      where,
      runtime,
      reason === undefined ? network : `${network} (did not run here)`,
      `${inputSize}x${inputSize}`,
      formatMilliseconds(single ?? undefined),
      formatMilliseconds(batch ?? undefined),
      ratio?.single.toFixed(2) ?? "-",
      ratio?.batch.toFixed(2) ?? "-",
    ]),
  );
}
