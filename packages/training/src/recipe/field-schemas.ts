import * as v from "valibot";

// Schemas whose messages say what is expected; parseRecipe adds the field and what was received.

export const number = (expected: string, test: (value: number) => boolean) =>
  v.custom<number>((value) => typeof value === "number" && Number.isFinite(value) && test(value), expected);

export const positive = number("a number > 0", (value) => value > 0);
export const notNegative = number("a number >= 0", (value) => value >= 0);
export const share = number("a number from 0 to 1", (value) => value >= 0 && value <= 1);
export const belowOne = number("a number >= 0 and < 1", (value) => value >= 0 && value < 1);
/** Faces of a batch, and rounds of an iteration, which a recipe from somebody else must not make endless. */
export const upTo = (most: number, least = 0) =>
  number(
    `a whole number of ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
export const flag = v.boolean("true or false");
