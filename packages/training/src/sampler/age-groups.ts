/** The document's groups: ages 18 to 65 in 16 groups of three years, (18-20), (21-23), ... (63-65). */
export const ageGroupCount = 16;

/** Group 0..15 of an age from 18 to 65 years, or undefined outside. */
export function ageGroupOf(age: number): number | undefined {
  return age >= 18 && age <= 65 ? Math.floor((age - 18) / 3) : undefined;
}

/** Lowest and highest age of a group, years. */
export function ageGroupBounds(group: number): [lowest: number, highest: number] {
  return [18 + group * 3, 20 + group * 3];
}
