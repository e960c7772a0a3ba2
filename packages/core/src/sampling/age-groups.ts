/** Lowest and highest age of a group, years, both included. */
export type AgeGroup = readonly [lowest: number, highest: number];

/** The document's groups: ages 18 to 65 in 16 groups of three years, (18-20), (21-23), ... (63-65). */
export const documentAgeGroups: readonly AgeGroup[] = Array.from(
  { length: 16 },
  (_, group): AgeGroup => [18 + group * 3, 20 + group * 3],
);

/**
 * Index of the group that an age falls into, or undefined. Fractions are rounded down to whole years, except above the last
 * group: 20.5 is in (18-20), and 65.5 is above (63-65).
 */
export function ageGroupOf(age: number, groups: readonly AgeGroup[] = documentAgeGroups): number | undefined {
  const group = groups.findIndex(
    ([lowest, highest], index) =>
      age >= lowest && (age <= highest || (age < highest + 1 && groups[index + 1]?.[0] === highest + 1)),
  );
  return group === -1 ? undefined : group;
}
