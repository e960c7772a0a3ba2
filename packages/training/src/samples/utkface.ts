import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import type { FaceSample, ReaderOptions } from "./face-sample";

const fileName = /^(\d{1,3})_([01])_([0-4])_[^/]*\.(?:jpe?g|png)$/i;

/**
 * Reads UTKFace (Zhang, Song and Qi 2017), whose labels stand in the file names: `age_gender_race_date.jpg`, with gender 0
 * male and 1 female (the opposite of ours) and race 2 Asian. Names that lack a field are reported to `onSkip`. Files come
 * sorted by name.
 *
 * @throws DataError if the folder cannot be read or holds no such file.
 *
 * @example
 * ```ts
 * for await (const sample of readUtkFace("data/utkface")) console.log(sample.file, sample.age, sample.gender);
 * ```
 */
export async function* readUtkFace(folder: string, { onSkip, domain }: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  const names = await readdir(folder).catch((cause) => {
    throw new DataError(folder, `Expected a folder of UTKFace images at ${folder}, but it cannot be read.`, { cause });
  });
  let count = 0;
  for (const name of names.sort()) {
    const match = fileName.exec(name);
    const file = join(folder, name);
    if (!match) {
      if (/\.(jpe?g|png)$/i.test(name)) onSkip?.({ file, reason: "the name is not age_gender_race_date" });
      continue;
    }
    count++;
    yield {
      file,
      age: Number(match[1]),
      gender: match[2] === "0" ? 1 : 0,
      domain: domain ?? (match[3] === "2" ? "asian" : "americanEuropean"),
      source: "UTKFace",
    };
  }
  if (count === 0)
    throw new DataError(
      folder,
      `Expected images named age_gender_race_date.jpg in ${folder}, found none among ${names.length} entries.`,
    );
}
