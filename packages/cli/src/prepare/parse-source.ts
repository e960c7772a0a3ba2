import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { PrepareSource } from "@fagr/data";
import { InvalidArgumentError as UsageError } from "commander";

/** A data set as the command line names it. */
export interface NamedDataSet {
  /** The source of its samples in the manifest. */
  readonly name: string;
  readonly reader: string;
  readonly path: string;
}

/** Parses "utkface:data/utkface" or, with a name of one's own, "IMDB-WIKI=csv:data/wiki/labels.csv", after those before. */
export function parseSource(text: string, before: readonly NamedDataSet[] = []): NamedDataSet[] {
  const [, name, reader, path] = /^(?:([^=:]+)=)?([a-z-]+):(.+)$/.exec(text) ?? [];
  if (reader === undefined || path === undefined)
    throw new UsageError("Expected reader:path or name=reader:path, such as utkface:data/utkface.");
  return [...before, { name: name ?? reader, reader, path }];
}

/**
 * The sources with their readers, and the options that follow a path: "imdb-wiki:data/wiki_crop?minimumFaceScore=2".
 *
 * @throws InvalidArgumentError for a reader or an option that there is not.
 */
export async function openSources(sets: readonly NamedDataSet[]): Promise<PrepareSource[]> {
  const { parseDataSetSpec, readDataSet } = await import("@fagr/data");
  return Promise.all(
    sets.map(async (set) => {
      const { name: reader, path, options: chosen } = parseDataSetSpec(`${set.reader}:${set.path}`);
      // A path that is not there is the reader's to report.
      const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
      return {
        name: set.name,
        root: isFolder ? path : dirname(path),
        read: (options) => readDataSet(reader, path, { ...chosen, ...options }),
      };
    }),
  );
}
