import { type AgeGroup, ageGroupOf } from "@fagr/core/sampling";
import type { FaceSample } from "@fagr/data";

/** Index of the age group that a sample is in, with its whole band if that is what is known; undefined if it is in none. */
export function groupPlaceOf(
  { age, ageBand }: Pick<FaceSample, "age" | "ageBand">,
  groups: readonly AgeGroup[],
): number | undefined {
  const [first, last] = (age === null ? ageBand : [age, age])?.map((year) => ageGroupOf(year, groups)) ?? [];
  return first === last ? first : undefined;
}
