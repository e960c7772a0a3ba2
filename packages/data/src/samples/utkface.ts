import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { type NamedImage, readNamedImages } from "./named-images";
import { emptyError, listFolder } from "./source-folder";

/** The five races of the file names, by their number. */
const ethnicities = ["White", "Black", "Asian", "Indian", "Other"] as const;

const fileName = /^(\d{1,3})_([01])_([0-4])_[^/]*\.(?:jpe?g|png)$/i;

/**
 * Reads UTKFace (Zhang, Song and Qi 2017), whose labels are in the file names: `age_gender_race_date.jpg`, with gender 0 male and
 * 1 female (the opposite of ours) and race 0 White, 1 Black, 2 Asian, 3 Indian and 4 other, which becomes the group `ethnicity`.
 * Pictures with other names are reported to `onSkip`. Files come sorted by name. The photos in the wild are published in three
 * parts: a folder that holds their folders `part1`, `part2` and `part3` is read part by part, after pictures of its own.
 *
 * @throws DataError if the folder cannot be read or holds no such file.
 *
 * @example
 * ```ts
 * for await (const sample of readUtkFace("data/utkface")) console.log(sample.file, sample.age, sample.gender);
 * ```
 */
export async function* readUtkFace(folder: string, options: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readUtkFace()", { path: folder, options });
  const { onSkip, domain } = options;
  let count = 0;
  for await (const { file, match } of readParts(folder)) {
    const age = Number(match?.[1]);
    if (!match || age > oldestAge) {
      onSkip?.({ file, reason: `the name is not age_gender_race_date with an age of 0 to ${oldestAge} years` });
      continue;
    }
    count++;
    yield {
      file,
      age,
      gender: match[2] === "0" ? 1 : 0,
      domain: domain ?? (match[3] === "2" ? "asian" : "americanEuropean"),
      groups: { ethnicity: ethnicities[Number(match[3])]! },
      source: "UTKFace",
    };
  }
  if (count === 0) throw emptyError(folder, "pictures named age_gender_race_date.jpg");
}

async function* readParts(folder: string): AsyncGenerator<NamedImage> {
  const { folders } = await listFolder(folder, "a folder of pictures");
  const parts = folders.filter((name) => /^part\s?[1-3]$/i.test(name));
  for (const part of [folder, ...parts.map((name) => join(folder, name))]) yield* readNamedImages(part, fileName);
}
