import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readWholeFile } from "@fagr/core/files";
import { ageGroupOf, documentAgeGroups } from "@fagr/core/sampling";
import type { FaceSample, SkippedSample } from "./face-sample";
import { encodeExample } from "./tfrecord/example";
import { RecordWriter } from "./tfrecord/record-file";

/**
 * Writes samples as one TFRecord file of the original project: features `image` (the file's bytes as they are), `Age` (full
 * years) and `Gender` (0 female, 1 male). An unknown label is left out; that project's own script only reads records with all
 * three. The file gets its name when it is complete.
 *
 * @returns The number of records.
 * @throws The error of the disk or of the samples' reader; then no file is left behind.
 *
 * @example
 * ```ts
 * await writeTfRecordFile("UTK_test.tfrecords", readUtkFace("data/utkface"));
 * ```
 */
export async function writeTfRecordFile(
  file: string,
  samples: AsyncIterable<FaceSample> | Iterable<FaceSample>,
): Promise<number> {
  const writer = await RecordWriter.open(file);
  let count = 0;
  try {
    for await (const sample of samples) {
      await writer.append(await toExample(sample));
      count++;
    }
    await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return count;
}

/** Where the files of the age groups go. */
export interface TfRecordGroupOptions {
  /** Folder of the files; created if missing. */
  readonly folder: string;
  /** Prefix of the file names: `UTK` gives `UTK18.tfrecords`, `UTK21.tfrecords` and so on. */
  readonly name: string;
  /** Called for samples that lack a label or are younger than 18 or older than 65 years. */
  readonly onSkip?: (skipped: SkippedSample) => void;
}

/**
 * Writes samples in the form that the original project's training script expects: a TFRecord file for each of the 16 age groups,
 * named by the group's first year. See {@link writeTfRecordFile} for the records.
 *
 * @returns The number of records of each file that was written, by its path.
 *
 * @example
 * ```ts
 * await writeTfRecordGroups(readAfad("data/AFAD-Full"), { folder: "tfrecords/train", name: "Asian" });
 * ```
 */
export async function writeTfRecordGroups(
  samples: AsyncIterable<FaceSample> | Iterable<FaceSample>,
  { folder, name, onSkip }: TfRecordGroupOptions,
): Promise<Readonly<Record<string, number>>> {
  await mkdir(folder, { recursive: true });
  const writers = new Map<string, RecordWriter>();
  const counts: Record<string, number> = {};
  try {
    for await (const sample of samples) {
      const group = sample.age === null || sample.gender === null ? undefined : ageGroupOf(sample.age);
      if (group === undefined) {
        onSkip?.({ file: sample.file, reason: "age or gender is unknown, or the age is not from 18 to 65 years" });
        continue;
      }
      const file = join(folder, `${name}${documentAgeGroups[group]![0]}.tfrecords`);
      const writer = writers.get(file) ?? (await RecordWriter.open(file));
      writers.set(file, writer);
      await writer.append(await toExample(sample));
      counts[file] = (counts[file] ?? 0) + 1;
    }
    for (const writer of writers.values()) await writer.finish();
  } catch (error) {
    for (const writer of writers.values()) await writer.discard();
    throw error;
  }
  return counts;
}

async function toExample({ file, bytes, age, gender }: FaceSample): Promise<Uint8Array> {
  return encodeExample({
    image: bytes ?? (await readWholeFile(file)),
    ...(age === null ? {} : { Age: Math.floor(age) }),
    ...(gender === null ? {} : { Gender: gender }),
  });
}
