import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { type DataSetName, type DataSetOptions, dataSetNames } from "./readers";

/** A data set as a command line names it. */
export interface DataSetSpec {
  readonly name: DataSetName;
  readonly path: string;
  /** What `readDataSet` takes for this name; `onSkip` is the caller's. */
  readonly options: DataSetOptions;
}

/** Turns the text of an option into its value; undefined where it is none. */
interface OptionParser<Value> {
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
}

type TextOptions<Name extends DataSetName> = Omit<DataSetOptions<Name>, "onSkip" | "domain">;
type OptionParsers = {
  [Name in DataSetName]: { [Key in keyof TextOptions<Name>]-?: OptionParser<NonNullable<TextOptions<Name>[Key]>> };
};

const text: OptionParser<string> = { expected: "a text", parse: (value) => value || undefined };
const number: OptionParser<number> = {
  expected: "a number",
  parse: (value) => (value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined),
};
const domain: OptionParser<string> = {
  expected: "asian, americanEuropean or a name of your own, of letters, digits, dashes and underscores,",
  parse: (value) => (/^[A-Za-z][\w-]*$/.test(value) ? value : undefined),
};
const flag: OptionParser<boolean> = {
  expected: "true or false",
  parse: (value) => ({ true: true, false: false })[value],
};
const folds: OptionParser<readonly number[]> = {
  expected: "folds of 0 to 4, separated by commas",
  parse: (value) => (/^[0-4](,[0-4])*$/.test(value) ? value.split(",").map(Number) : undefined),
};

function oneOf<Value extends string>(...values: readonly Value[]): OptionParser<Value> {
  return { expected: values.join(" or "), parse: (value) => values.find((candidate) => candidate === value) };
}

const parsers: OptionParsers = {
  adience: { folds, images: oneOf("aligned", "faces") },
  afad: {},
  agedb: {},
  "appa-real": {
    part: oneOf("train", "valid", "test"),
    age: oneOf("real", "apparent"),
    images: oneOf("faces", "whole"),
  },
  celeba: { part: oneOf("train", "validation", "test") },
  chalearn: { part: oneOf("train", "valid", "test") },
  csv: { images: text, source: text },
  fairface: { part: oneOf("train", "val") },
  "fg-net": {},
  "imdb-wiki": { minimumFaceScore: number, secondFace: flag },
  lag: { part: oneOf("young", "old"), maleNames: text, femaleNames: text },
  lfw: { maleNames: text, femaleNames: text },
  "megaage-asian": { part: oneOf("train", "test") },
  tfrecord: { source: text },
  utkface: {},
};

/**
 * Reads what a command line says of a data set: `name:path`, with options behind a question mark, such as
 * `utkface:data/utkface` or `imdb-wiki:data/wiki_crop?minimumFaceScore=2&domain=asian`. A question mark of the path itself
 * is written `%3F`, a per cent sign `%25`.
 *
 * @throws InvalidArgumentError that names what is possible if the name, an option or its value is unknown.
 *
 * @example
 * ```ts
 * const { name, path, options } = parseDataSetSpec("appa-real:data/appa-real-release?part=test");
 * for await (const sample of readDataSet(name, path, options)) console.log(sample.age);
 * ```
 */
export function parseDataSetSpec(spec: string): DataSetSpec {
  if (typeof spec !== "string")
    throw new InvalidArgumentError(`Expected a data set as the text NAME:PATH, received ${describeValue(spec)}.`);
  const [, name = "", encodedPath = "", query = ""] = /^([^:]*):([^?]+)(?:\?(.*))?$/s.exec(spec) ?? [];
  if (!isDataSetName(name))
    throw new InvalidArgumentError(
      `Expected a data set as NAME:PATH with a name of ${dataSetNames.join(", ")}; received "${spec}".`,
    );
  const known: Readonly<Record<string, OptionParser<unknown>>> = {
    domain,
    ...parsers[name],
  };
  const options = Object.fromEntries(
    [...new URLSearchParams(query.replaceAll("+", "%2B"))].map(([key, value]) => {
      const parser = Object.hasOwn(known, key) ? known[key] : undefined;
      if (!parser)
        throw new InvalidArgumentError(
          `"${spec}": ${name} has no option ${key}. Its options are ${Object.keys(known).join(", ")}.`,
        );
      const parsed = parser.parse(value);
      if (parsed === undefined)
        throw new InvalidArgumentError(
          `"${spec}": expected ${parser.expected} for the option ${key}, received "${value}".`,
        );
      return [key, parsed];
    }),
  );
  return { name, path: decodePath(encodedPath), options };
}

const isDataSetName = (name: string): name is DataSetName => (dataSetNames as readonly string[]).includes(name);

const decodePath = (path: string) => path.replaceAll(/%3F/gi, "?").replaceAll("%25", "%");
