import { ageGroupOf, documentAgeGroups } from "@fagr/core/sampling";
import { documentDomains } from "../samples/label-values";
import type { HashedSample } from "../samples/split";
import type { DroppedSample, DropReason } from "./dropped-sample";

/** The counts of one source. */
export interface SourceCounts {
  /** Crops. */
  readonly kept: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
}

/** What a packed folder contains, and what was dropped. */
export interface CropCounts {
  readonly kept: number;
  readonly dropped: number;
  readonly bySource: Readonly<Record<string, SourceCounts>>;
  readonly byGender: Readonly<Record<"female" | "male" | "unknown", number>>;
  /** Rows "0-17", the document's groups "18-20" to "63-65", "66+", "band" (an age band instead of an age) and "unknown". */
  readonly byAgeAndDomain: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const groupNames = documentAgeGroups.map((group) => group.join("-"));
const younger = `0-${documentAgeGroups[0]![0] - 1}`;
const older = `${documentAgeGroups.at(-1)![1] + 1}+`;
const rowNames = [younger, ...groupNames, older, "band", "unknown"];

/** Counts what was kept by source, gender, age group and domain, and what was dropped by source and reason. */
export function countSamples(
  sources: readonly string[],
  { kept, dropped }: { kept: readonly HashedSample[]; dropped: readonly DroppedSample[] },
): CropCounts {
  const bySource = Object.fromEntries(
    sources.map((name) => [name, { kept: 0, dropped: {} as Partial<Record<DropReason, number>> }]),
  );
  const byGender = { female: 0, male: 0, unknown: 0 };
  const own = new Set(kept.map((sample) => sample.domain));
  const domains = new Set([...documentDomains, ...[...own].sort()]);
  const byAgeAndDomain = Object.fromEntries(
    rowNames.map((name) => [name, Object.fromEntries([...domains].map((domain) => [domain, 0]))]),
  );
  for (const sample of kept) {
    bySource[sample.source]!.kept++;
    byGender[sample.gender === null ? "unknown" : sample.gender === 1 ? "male" : "female"]++;
    byAgeAndDomain[rowOf(sample)]![sample.domain]!++;
  }
  for (const { source, reason } of dropped) {
    const counts = bySource[source]!.dropped;
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return { kept: kept.length, dropped: dropped.length, bySource, byGender, byAgeAndDomain };
}

function rowOf({ age, ageBand }: HashedSample): string {
  if (age === null) return ageBand ? "band" : "unknown";
  const group = ageGroupOf(age);
  if (group !== undefined) return groupNames[group]!;
  return age < documentAgeGroups[0]![0] ? younger : older;
}
