import { DataError } from "@fagr/core";
import { documentAgeGroups } from "@fagr/core/sampling";
import type { FaceSample } from "@fagr/data";
import { apportion } from "../sampler/apportion";
import type { Batches } from "../sampler/batches";
import { groupPlaceOf } from "../sampler/group-place";
import { compactStage } from "./named-recipes";
import type { TrainingRecipe } from "./recipe";

type Labels = Pick<FaceSample, "age" | "ageBand" | "gender" | "domain">;

const batchSize = 128;

/** The part of a batch, at most, whose gender alone is known or whose age is in no group. */
const largestUngrouped = batchSize / 4;

/**
 * The compact recipe with batches for the data that are there: a quota for every age group of every domain that has faces, by
 * the square root of how many, so that rare ages are drawn more often than they come and not so often that they are learned by heart;
 * up to a quarter of the batch for faces that have a gender alone. A task that no face has a label for is not trained.
 *
 * @param samples - those of the training part
 * @throws DataError if none has an age from 18 to 65 or a gender.
 *
 * @example
 * ```ts
 * const { crops, training } = data;
 * const recipe = fittedRecipe(Array.from(training, (index) => crops.manifest.samples[index]!));
 * ```
 */
export function fittedRecipe(samples: readonly Labels[]): TrainingRecipe {
  const cells = new Map<string, number[]>();
  let ungrouped = 0;
  let hasAges = false;
  let hasGenders = false;
  for (const sample of samples) {
    const group = groupPlaceOf(sample, documentAgeGroups);
    hasAges ||= group !== undefined || reachesIn(sample);
    hasGenders ||= sample.gender !== null;
    if (group === undefined) {
      if (sample.gender !== null || reachesIn(sample)) ungrouped++;
      continue;
    }
    const counts = cells.get(sample.domain) ?? new Array<number>(documentAgeGroups.length).fill(0);
    counts[group]!++;
    cells.set(sample.domain, counts);
  }
  if (!hasAges && !hasGenders)
    throw new DataError(
      "fitted",
      `Expected faces with an age from 18 to 65 or with a gender to make a recipe for, but none of the ${samples.length} samples has either. See "labelled" in what fagr prepare prints.`,
    );
  const { age, gender } = compactStage.loss;
  const stage = {
    ...compactStage,
    name: "fitted",
    batches: fitBatches(cells, ungrouped),
    loss: { age: hasAges ? age : null, gender: hasGenders ? gender : null },
  };
  return { name: "fitted", stages: [stage] };
}

function reachesIn({ ageBand }: Labels): boolean {
  return ageBand !== undefined && ageBand[0] <= documentAgeGroups.at(-1)![1] && ageBand[1] >= documentAgeGroups[0]![0];
}

function fitBatches(cells: ReadonlyMap<string, readonly number[]>, ungrouped: number): Batches {
  const domains = [...cells.keys()].sort();
  const counts = domains.flatMap((domain) => cells.get(domain)!);
  const grouped = counts.reduce((sum, count) => sum + count, 0);
  const others = Math.min(largestUngrouped, Math.ceil((batchSize * ungrouped) / Math.max(grouped + ungrouped, 1)));
  const quotas = apportion(counts.map(Math.sqrt), batchSize - others);
  // No ages by the year, or so many domains that a batch cannot hold one face of each group.
  if (!quotas) return { kind: "plain", size: batchSize };
  const groups = documentAgeGroups.length;
  return {
    kind: "groupBalanced",
    ageGroups: documentAgeGroups,
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
