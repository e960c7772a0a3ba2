import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { readAdience } from "./adience";
import { readAfad } from "./afad";
import { readAgeDb } from "./agedb";
import { readAppaReal } from "./appa-real";
import { readCelebA } from "./celeba";
import { readChaLearn } from "./chalearn";
import type { FaceSample } from "./face-sample";
import { readFairFace } from "./fairface";
import { readFgNet } from "./fg-net";
import { readImdbWiki } from "./imdb-wiki";
import { readLabelledCsv } from "./labelled-csv";
import { readLag } from "./lag";
import { readLfw } from "./lfw";
import { readMegaAgeAsian } from "./megaage-asian";
import { readTfRecords } from "./tfrecord";
import { readUtkFace } from "./utkface";

const readers = {
  adience: readAdience,
  afad: readAfad,
  agedb: readAgeDb,
  "appa-real": readAppaReal,
  celeba: readCelebA,
  chalearn: readChaLearn,
  csv: readLabelledCsv,
  fairface: readFairFace,
  "fg-net": readFgNet,
  "imdb-wiki": readImdbWiki,
  lag: readLag,
  lfw: readLfw,
  "megaage-asian": readMegaAgeAsian,
  tfrecord: readTfRecords,
  utkface: readUtkFace,
};

/** A data set that {@link readDataSet} knows. */
export type DataSetName = keyof typeof readers;

/** What the reader of a data set takes besides its path. */
export type DataSetOptions<Name extends DataSetName = DataSetName> = NonNullable<Parameters<(typeof readers)[Name]>[1]>;

/** All names that {@link readDataSet} takes, sorted. */
export const dataSetNames: readonly DataSetName[] = Object.keys(readers) as DataSetName[];

/**
 * Reads a data set by its name, as `fagr prepare NAME:PATH` does.
 *
 * @param path - The folder, or the file of labels or records, that the reader of this name takes.
 * @throws InvalidArgumentError for an unknown name; DataError while it is read, as the reader of this name does.
 *
 * @example
 * ```ts
 * for await (const sample of readDataSet("utkface", "data/utkface")) console.log(sample.file, sample.age);
 * ```
 */
export function readDataSet<Name extends DataSetName>(
  name: Name,
  path: string,
  options?: DataSetOptions<Name>,
): AsyncGenerator<FaceSample> {
  if (typeof name !== "string" || !Object.hasOwn(readers, name))
    throw new InvalidArgumentError(
      `Expected the name of a data set, ${dataSetNames.join(", ")}, received ${describeValue(name)}.`,
    );
  const read = readers[name] as (path: string, options?: DataSetOptions<Name>) => AsyncGenerator<FaceSample>;
  return read(path, options);
}
