import * as v from "valibot";

// Schemas whose messages say what is expected; parseRecipe adds the field and what was received.

export const number = (expected: string, test: (value: number) => boolean) =>
  v.custom<number>((value) => typeof value === "number" && Number.isFinite(value) && test(value), expected);

export const positive = number("a number > 0", (value) => value > 0);
export const notNegative = number("a number >= 0", (value) => value >= 0);
export const share = number("a number from 0 to 1", (value) => value >= 0 && value <= 1);
export const belowOne = number("a number >= 0 and < 1", (value) => value >= 0 && value < 1);
export const whole = number("a whole number >= 0", (value) => Number.isSafeInteger(value) && value >= 0);
export const wholePositive = number("a whole number >= 1", (value) => Number.isSafeInteger(value) && value >= 1);
/** Faces of a batch, and rounds of an iteration, which a recipe from somebody else must not make endless. */
export const upTo = (most: number, least = 0) =>
  number(
    `a whole number of ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );
export const flag = v.boolean("true or false");
export const text = v.pipe(v.string("a text that is not empty"), v.nonEmpty("a text that is not empty"));
export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `one of ${names.join(", ")}`);
export const list = <Item extends v.GenericSchema>(item: Item, expected: string) =>
  v.pipe(v.array(item, expected), v.minLength(1, expected));
/** Two numbers >= 0, the lower one first. */
export const range = (expected: string) => {
  const isNumber = (value: unknown) => typeof value === "number" && value >= 0 && Number.isFinite(value);
  return v.custom<readonly [number, number]>(
    (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] <= value[1],
    expected,
  );
};
export const factors = range("two numbers >= 0, the lower one first");
export const ages = list(range("[lowest, highest] age in years"), "a list of [lowest, highest] ages");
