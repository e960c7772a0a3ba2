import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { domain, type OptionParser } from "./option-parsers";
import { type DataSetName, type DataSetOptions, dataSetNames, readers } from "./readers";

/** A data set as it is named on a command line. */
export interface DataSetSpec {
  readonly name: DataSetName;
  readonly path: string;
  /** What `readDataSet` takes for this name; `onSkip` is the caller's. */
  readonly options: DataSetOptions;
}

/**
 * Parses a data set on a command line: `name:path`, with options behind a question mark, such as `utkface:data/utkface` or
 * `imdb-wiki:data/wiki_crop?minimumFaceScore=2&domain=asian`. A question mark of the path itself is written `%3F`, a per cent
 * sign `%25`.
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
    ...readers[name].options,
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
