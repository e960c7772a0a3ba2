import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { DataError } from "@fagr/core";
import { checkReader } from "./check-reader";
import type { Domain, FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { emptyError, listFolder } from "./source-folder";
import { decodeExample, type Feature } from "./tfrecord/example";
import { readRecords } from "./tfrecord/record-file";

/** How to read TFRecords. */
export interface TfRecordOptions extends ReaderOptions {
  /** Name of the data set. Default: the file's name. */
  readonly source?: string;
}

/**
 * Reads TFRecords of the original project: `tf.train.Example`s with the features `image` (an encoded picture), `Age` (years) and
 * `Gender` (0 female, 1 male). A missing Age or Gender is unknown. The domain is asian in files whose names contain "asian",
 * as that project names them, and americanEuropean in others.
 *
 * @param path - A file, or a folder whose files ending in `.tfrecords` or `.tfrecord` are read, sorted by name.
 * @throws DataError, with the number of the record, for a damaged file, a record without a picture, or a label out of range.
 *
 * @example
 * ```ts
 * for await (const { bytes, age, gender } of readTfRecords("data/tfrecords/train")) console.log(bytes?.length, age, gender);
 * ```
 */
export async function* readTfRecords(path: string, options: TfRecordOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readTfRecords()", { path, options, names: ["source"] });
  const files = await listRecordFiles(path);
  if (files.length === 0) throw emptyError(path, "files ending in .tfrecords or .tfrecord");
  for (const file of files) {
    const domain: Domain = options.domain ?? (/asian/i.test(basename(file)) ? "asian" : "americanEuropean");
    const source = options.source ?? basename(file);
    let number = 0;
    for await (const record of readRecords(file)) {
      number++;
      yield { ...toSample(record, file, number), domain, source };
    }
  }
}

async function listRecordFiles(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const { files } = await listFolder(path, "a folder of TFRecord files");
  return files.filter((name) => /\.tfrecords?$/i.test(name)).map((name) => join(path, name));
}

function toSample(record: Uint8Array, file: string, number: number): Omit<FaceSample, "domain" | "source"> {
  const place = `${file}, record ${number}`;
  let features: ReadonlyMap<string, Feature>;
  try {
    features = decodeExample(record);
  } catch (cause) {
    throw new DataError(file, `${place}: expected a tf.train.Example. ${(cause as Error).message}.`, { cause });
  }
  const bytes = features.get("image")?.bytes[0];
  if (!bytes)
    throw new DataError(
      file,
      `${place}: expected a picture in the feature image, received the features ${[...features.keys()].join(", ") || "none"}.`,
    );
  const label = (name: string, highest: number): number | null => {
    const value = features.get(name)?.integers[0];
    if (value === undefined) return null;
    if (value >= 0 && value <= highest) return value;
    throw new DataError(file, `${place}: expected 0 to ${highest} in the feature ${name}, received ${value}.`);
  };
  return { file: `${file}#${number}`, bytes, age: label("Age", oldestAge), gender: label("Gender", 1) as 0 | 1 | null };
}
