import { type AgeGroup, ageGroupOf, documentAgeGroups } from "@fagr/core/sampling";
import type { SampleLabels } from "./create-sampler";

/** How many samples of each age group of each domain are in a batch. */
export interface BatchCounts {
  readonly ageGroups: readonly AgeGroup[];
  /** One number an age group, by domain, domains in alphabetical order. */
  readonly domains: Readonly<Record<string, readonly number[]>>;
  /** Samples whose age is in no group, or not known to the year. */
  readonly ungrouped: number;
  readonly total: number;
}

/**
 * Counts what a batch really holds, looking at the samples' labels alone.
 *
 * @param indices - the batch
 * @param options - `samples`: what the indices point into; `ageGroups`: default the document's
 */
export function countBatch(
  indices: ArrayLike<number>,
  { samples, ageGroups = documentAgeGroups }: { samples: readonly SampleLabels[]; ageGroups?: readonly AgeGroup[] },
): BatchCounts {
  const domains: Record<string, number[]> = {};
  let ungrouped = 0;
  for (const index of Array.from(indices)) {
    const { age, domain } = samples[index]!;
    const group = age === null ? undefined : ageGroupOf(age, ageGroups);
    if (group === undefined) ungrouped++;
    else (domains[domain] ??= new Array<number>(ageGroups.length).fill(0))[group]!++;
  }
  const sorted = Object.entries(domains).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ageGroups, domains: Object.fromEntries(sorted), ungrouped, total: indices.length };
}

/** Counts as a Markdown table: a row for every age group, a column for every domain, and the sums. */
export function formatBatchCounts({ ageGroups, domains, ungrouped, total }: BatchCounts): string {
  const names = Object.keys(domains);
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const sums = names.map((name) => domains[name]!.reduce((sum, count) => sum + count));
  return [
    row(["ages", ...names]),
    row(["---", ...names.map(() => "---:")]),
    ...ageGroups.map((group, index) => row([group.join("-"), ...names.map((name) => domains[name]![index]!)])),
    row(["sum", ...sums]),
    "",
    `${ungrouped} outside the groups, ${total} in all`,
  ].join("\n");
}
