import { InvalidArgumentError } from "@fagr/core";

/** Lowest and highest age that a model can answer, years, both included. */
export type AgeRange = readonly [minimum: number, maximum: number];

/** @throws InvalidArgumentError if it is not two whole years in order. */
export function checkAgeRange(range: AgeRange): void {
  const [minimum, maximum] = range;
  if (!Number.isInteger(minimum) || !Number.isInteger(maximum) || minimum > maximum)
    throw new InvalidArgumentError(`Expected an age range [lowest, highest] in whole years, received [${range}].`);
}

/** Whether a known age, years, lies in the range; half a year after the highest birthday does not. */
export function isInAgeRange(age: number, [minimum, maximum]: AgeRange): boolean {
  return age >= minimum && age <= maximum;
}
