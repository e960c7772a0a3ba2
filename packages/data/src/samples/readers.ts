// One reader for each published data set, and readers for tables of your own. This file names them all for the command line.
import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { readAdience } from "./adience";
import { readAfad } from "./afad";
import { readAgeDb } from "./agedb";
import { readAppaReal } from "./appa-real";
import { readCelebA } from "./celeba";
import { readChaLearn } from "./chalearn";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { readFairFace } from "./fairface";
import { readFgNet } from "./fg-net";
import { readImdbWiki } from "./imdb-wiki";
import { readLabelledCsv } from "./labelled-csv";
import { readLag } from "./lag";
import { readLfw } from "./lfw";
import { readMegaAgeAsian } from "./megaage-asian";
import { flag, folds, names, number, type OptionParser, oneOf, text } from "./option-parsers";
import { readTfRecords } from "./tfrecord";
import { readUtkFace } from "./utkface";

/** How the options of a reader, except the caller's own, are written on a command line. */
type OptionParsers<Options> = {
  [Key in keyof Omit<Options, keyof ReaderOptions>]-?: OptionParser<NonNullable<Options[Key]>>;
};

function dataSet<Options extends ReaderOptions>(
  read: (path: string, options?: Options) => AsyncGenerator<FaceSample>,
  options: OptionParsers<Options>,
) {
  return { read, options };
}

/** All readers by name. Add a new one here and to the exports of `index.ts`. */
export const readers = {
  adience: dataSet(readAdience, { folds, images: oneOf("aligned", "faces") }),
  afad: dataSet(readAfad, {}),
  agedb: dataSet(readAgeDb, {}),
  "appa-real": dataSet(readAppaReal, {
    part: oneOf("train", "valid", "test"),
    age: oneOf("real", "apparent"),
    images: oneOf("faces", "whole"),
  }),
  celeba: dataSet(readCelebA, {
    part: oneOf("train", "validation", "test"),
    images: oneOf("aligned", "wild"),
    attributes: names,
  }),
  chalearn: dataSet(readChaLearn, { part: oneOf("train", "valid", "test") }),
  csv: dataSet(readLabelledCsv, {
    ...{ images: text, source: text },
    ...{ file: text, age: text, gender: text, male: text, female: text, attributes: names },
  }),
  fairface: dataSet(readFairFace, { part: oneOf("train", "val") }),
  "fg-net": dataSet(readFgNet, {}),
  "imdb-wiki": dataSet(readImdbWiki, { minimumFaceScore: number, secondFace: flag }),
  lag: dataSet(readLag, { part: oneOf("young", "old"), maleNames: text, femaleNames: text }),
  lfw: dataSet(readLfw, { maleNames: text, femaleNames: text }),
  "megaage-asian": dataSet(readMegaAgeAsian, { part: oneOf("train", "test") }),
  tfrecord: dataSet(readTfRecords, { source: text }),
  utkface: dataSet(readUtkFace, {}),
};

/** A data set that {@link readDataSet} knows. */
export type DataSetName = keyof typeof readers;

/** What the reader of a data set takes besides its path. */
export type DataSetOptions<Name extends DataSetName = DataSetName> = NonNullable<
  Parameters<(typeof readers)[Name]["read"]>[1]
>;

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
  const read = readers[name].read as (path: string, options?: DataSetOptions<Name>) => AsyncGenerator<FaceSample>;
  return read(path, options);
}
