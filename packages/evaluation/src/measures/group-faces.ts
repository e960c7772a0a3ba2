import { type AgeGroup, ageGroupOf } from "@fagr/core/sampling";
import type { FaceRecord } from "./face-record";

/** Ages 18 to 65 in eight groups of six years. */
export const sixYearGroups: readonly AgeGroup[] = Array.from(
  { length: 8 },
  (_, group): AgeGroup => [18 + group * 6, 23 + group * 6],
);

/** Indices of the records of each group, by what the groups go by and by their names. */
export type GroupedFaces = ReadonlyMap<string, ReadonlyMap<string, Int32Array>>;

/**
 * Groups records by age, by gender, by data set where there are several, and by their own groups. Faces of unknown group are in
 * none. Age groups are in ascending order, data sets in order of appearance, others by size.
 */
export function groupFaces(records: readonly FaceRecord[], ageGroups: readonly AgeGroup[]): GroupedFaces {
  const found = new Map<string, Map<string, number[]>>();
  const add = (by: string, name: string, index: number) => {
    const groups = found.get(by) ?? new Map<string, number[]>();
    found.set(by, groups);
    const faces = groups.get(name);
    if (faces) faces.push(index);
    else groups.set(name, [index]);
  };
  for (const [index, { age, gender, source, groups = {} }] of records.entries()) {
    const ageGroup = age === null ? undefined : nameAgeGroup(age, ageGroups);
    if (ageGroup !== undefined) add("age", ageGroup, index);
    if (gender !== null) add("gender", gender, index);
    add("data set", source, index);
    for (const [by, name] of Object.entries(groups)) add(by, name, index);
  }
  if (found.get("data set")?.size === 1) found.delete("data set");
  const names = ageNames(ageGroups);
  return new Map(
    [...found].map(([by, groups]) => {
      const sorted = [...groups];
      if (by === "age") sorted.sort(([one], [other]) => names.indexOf(one) - names.indexOf(other));
      else if (by === "gender") sorted.sort(([one], [other]) => (one < other ? -1 : 1));
      else if (by !== "data set") sorted.sort(([, one], [, other]) => other.length - one.length);
      return [by, new Map(sorted.map(([name, faces]) => [name, Int32Array.from(faces)]))];
    }),
  );
}

const nameOf = ([lowest, highest]: AgeGroup) => `${lowest}-${highest}`;
const under = (groups: readonly AgeGroup[]) => `under ${groups[0]![0]}`;
const over = (groups: readonly AgeGroup[]) => `over ${groups.at(-1)![1]}`;

function ageNames(groups: readonly AgeGroup[]): string[] {
  return groups.length === 0 ? [] : [under(groups), ...groups.map(nameOf), over(groups)];
}

function nameAgeGroup(age: number, groups: readonly AgeGroup[]): string | undefined {
  const group = ageGroupOf(age, groups);
  if (group !== undefined) return nameOf(groups[group]!);
  if (groups.length === 0) return undefined;
  if (age < groups[0]![0]) return under(groups);
  return age > groups.at(-1)![1] ? over(groups) : undefined;
}
