import { DataError } from "@fagr/core";
import { type AgeGroup, documentAgeGroups } from "@fagr/core/sampling";
import type { FaceSample } from "@fagr/data";
import type { LossOptions } from "../losses/loss-kinds";
import { apportion } from "../sampler/apportion";
import type { Batches } from "../sampler/batches";
import { groupPlaceOf } from "../sampler/group-place";

/** What batches are fitted to. */
export type FittedLabels = Pick<FaceSample, "age" | "ageBand" | "gender" | "domain">;

/** What a recipe for certain samples has of its own. */
export interface Fitted {
  readonly batches: Batches;
  /** The losses of tasks that some face has a label for. */
  readonly loss: LossOptions;
}

/**
 * Batches for the data that are there: a quota for every age group of every domain that has faces, proportional to the square
 * root of their number, so that rare ages are drawn more often than their share, but not so often that they are memorised; up to
 * a quarter of the batch for faces with only a gender. A task without labels is not trained.
 *
 * @throws DataError if none has an age of the range or a gender.
 */
export function fitBatches(
  samples: readonly FittedLabels[],
  {
    name,
    ageRange,
    size,
    loss,
  }: { name: string; ageRange: readonly [number, number]; size: number; loss: LossOptions },
): Fitted {
  const ageGroups = ageGroupsWithin(ageRange);
  const cells = new Map<string, number[]>();
  let ungrouped = 0;
  let hasAges = false;
  let hasGenders = false;
  for (const sample of samples) {
    const group = groupPlaceOf(sample, ageGroups);
    const reaches = group !== undefined || reachesInto(ageRange, sample);
    hasAges ||= reaches;
    hasGenders ||= sample.gender !== null;
    if (group === undefined) {
      if (sample.gender !== null || reaches) ungrouped++;
      continue;
    }
    const counts = cells.get(sample.domain) ?? new Array<number>(ageGroups.length).fill(0);
    counts[group]!++;
    cells.set(sample.domain, counts);
  }
  if (!hasAges && !hasGenders)
    throw new DataError(
      name,
      `Expected faces with an age from ${ageRange.join(" to ")} or with a gender to make a recipe for, but none of the ${samples.length} samples has either. See "labelled" in what fagr prepare prints.`,
    );
  return {
    batches: toBatches(cells, { ungrouped, ageGroups, size }),
    loss: { age: hasAges ? loss.age : null, gender: hasGenders ? loss.gender : null },
  };
}

/** Years of an age group that the document does not have. */
const furtherYears = 6;

/** The document's age groups as far as they lie within a range, and below and above them groups of six years. */
function ageGroupsWithin([youngest, oldest]: readonly [number, number]): AgeGroup[] {
  const [first, last] = [documentAgeGroups[0]![0], documentAgeGroups.at(-1)![1]];
  const groups: AgeGroup[] = [...documentAgeGroups];
  for (let highest = first - 1; highest >= youngest; highest -= furtherYears)
    groups.unshift([Math.max(highest - furtherYears + 1, youngest), highest]);
  for (let lowest = last + 1; lowest <= oldest; lowest += furtherYears)
    groups.push([lowest, Math.min(lowest + furtherYears - 1, oldest)]);
  return groups.flatMap(([lowest, highest]): AgeGroup[] =>
    highest < youngest || lowest > oldest ? [] : [[Math.max(lowest, youngest), Math.min(highest, oldest)]],
  );
}

function reachesInto([youngest, oldest]: readonly [number, number], { age, ageBand }: FittedLabels): boolean {
  const [lowest, highest] = age === null ? (ageBand ?? [Number.NaN, Number.NaN]) : [age, age];
  return lowest <= oldest && highest >= youngest;
}

function toBatches(
  cells: ReadonlyMap<string, readonly number[]>,
  { ungrouped, ageGroups, size }: { ungrouped: number; ageGroups: readonly AgeGroup[]; size: number },
): Batches {
  const domains = [...cells.keys()].sort();
  const counts = domains.flatMap((domain) => cells.get(domain)!);
  const grouped = counts.reduce((sum, count) => sum + count, 0);
  const others = Math.min(Math.floor(size / 4), Math.ceil((size * ungrouped) / Math.max(grouped + ungrouped, 1)));
  const quotas = apportion(counts.map(Math.sqrt), size - others);
  // No ages by the year, or so many domains that a batch cannot hold one face of each group.
  if (!quotas) return { kind: "plain", size };
  const groups = ageGroups.length;
  return {
    kind: "groupBalanced",
    ageGroups,
    tables: [
      {
        fromStep: 0,
        domains: Object.fromEntries(
          domains.map((domain, index) => [domain, quotas.slice(index * groups, (index + 1) * groups)]),
        ),
        ...(others > 0 ? { ungrouped: others } : {}),
      },
    ],
  };
}
