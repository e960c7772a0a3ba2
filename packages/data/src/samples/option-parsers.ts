// How options of readers are written on a command line.

/** Parses the text of an option; undefined if it is invalid. */
export interface OptionParser<Value> {
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
}

export const text: OptionParser<string> = { expected: "a text", parse: (value) => value || undefined };
export const number: OptionParser<number> = {
  expected: "a number",
  parse: (value) => (value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined),
};
export const domain: OptionParser<string> = {
  expected: "asian, americanEuropean or a name of your own, of letters, digits, dashes and underscores,",
  parse: (value) => (/^[A-Za-z][\w-]*$/.test(value) ? value : undefined),
};
export const flag: OptionParser<boolean> = {
  expected: "true or false",
  parse: (value) => ({ true: true, false: false })[value],
};
export const names: OptionParser<readonly string[]> = {
  expected: "names of letters and digits, separated by commas,",
  parse: (value) => (/^[A-Za-z]\w*(,[A-Za-z]\w*)*$/.test(value) ? value.split(",") : undefined),
};
export const folds: OptionParser<readonly number[]> = {
  expected: "folds of 0 to 4, separated by commas",
  parse: (value) => (/^[0-4](,[0-4])*$/.test(value) ? value.split(",").map(Number) : undefined),
};

export function oneOf<Value extends string>(...values: readonly Value[]): OptionParser<Value> {
  return { expected: values.join(" or "), parse: (value) => values.find((candidate) => candidate === value) };
}
