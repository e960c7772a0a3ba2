import type { HashedSample, SplitSample } from "./split";

/** How far labels of one picture may differ. */
export interface MergeOptions {
  /** Largest difference in years between the ages of identical files for which they are merged. Default 3. */
  readonly ageTolerance?: number | undefined;
}

/** The result of merging files that are byte for byte the same. */
export type IdenticalSamples =
  | {
      readonly kind: "one";
      /** The first of them, with the labels of all. */
      readonly sample: SplitSample;
      /** The others. */
      readonly copies: readonly HashedSample[];
    }
  | { readonly kind: "contradiction"; readonly copies: readonly HashedSample[] };

/**
 * Groups samples by their digest, in the order of each group's first. Labels of identical files are merged: the age is the
 * rounded mean of the known ages, an age band the part common to all, the gender the known one, groups and attributes those on
 * which all agree that have them. Labels contradict each other if genders differ or ages are further apart than the tolerance;
 * then none can be trusted.
 */
export function mergeIdentical(
  samples: readonly HashedSample[],
  { ageTolerance = 3 }: MergeOptions = {},
): IdenticalSamples[] {
  return [...groupByDigest(samples).values()].map((indices) => {
    const copies = indices.map((index) => samples[index]!);
    const genders = new Set(copies.flatMap(({ gender }) => gender ?? []));
    const bands = copies.flatMap(({ age, ageBand }): Band[] =>
      age === null ? (ageBand ? [ageBand] : []) : [[age, age]],
    );
    const lowest = Math.max(...bands.map(([low]) => low));
    const highest = Math.min(...bands.map(([, high]) => high));
    if (genders.size > 1 || lowest - highest > ageTolerance) return { kind: "contradiction", copies };
    const { ageBand: _, groups: __, attributes: ___, ...first } = copies[0]!;
    const ages = copies.flatMap(({ age }) => age ?? []);
    const age = ages.length > 0 ? Math.round(ages.reduce((sum, years) => sum + years, 0) / ages.length) : null;
    const band = age === null && bands.length > 0 ? { ageBand: commonBand(lowest, highest) } : {};
    const sample = {
      ...first,
      index: indices[0]!,
      age,
      ...band,
      gender: [...genders][0] ?? null,
      ...agreed("groups", copies),
      ...agreed("attributes", copies),
    };
    return { kind: "one", sample, copies: copies.slice(1) };
  });
}

type Band = readonly [lowest: number, highest: number];

/** Of bands that just miss each other the gap between them is taken. */
const commonBand = (lowest: number, highest: number): Band => [Math.min(lowest, highest), Math.max(lowest, highest)];

function agreed<Field extends "groups" | "attributes">(
  field: Field,
  copies: readonly HashedSample[],
): Pick<HashedSample, Field> {
  const named = copies.flatMap((copy) => Object.entries(copy[field] ?? {}));
  const same = named.filter(([by, name]) => named.every((other) => other[0] !== by || other[1] === name));
  return (same.length > 0 ? { [field]: Object.fromEntries(same) } : {}) as Pick<HashedSample, Field>;
}

function groupByDigest(samples: readonly HashedSample[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { digest }] of samples.entries()) {
    const group = groups.get(digest);
    if (group) group.push(index);
    else groups.set(digest, [index]);
  }
  return groups;
}
