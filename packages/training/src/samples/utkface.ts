import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { readNamedImages } from "./named-images";
import { emptyError } from "./source-folder";

const fileName = /^(\d{1,3})_([01])_([0-4])_[^/]*\.(?:jpe?g|png)$/i;

/**
 * Reads UTKFace (Zhang, Song and Qi 2017), whose labels stand in the file names: `age_gender_race_date.jpg`, with gender 0
 * male and 1 female (the opposite of ours) and race 2 Asian. Pictures that are named otherwise are reported to `onSkip`. Files
 * come sorted by name.
 *
 * @throws DataError if the folder cannot be read or holds no such file.
 *
 * @example
 * ```ts
 * for await (const sample of readUtkFace("data/utkface")) console.log(sample.file, sample.age, sample.gender);
 * ```
 */
export async function* readUtkFace(folder: string, { onSkip, domain }: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  let count = 0;
  for await (const { file, match } of readNamedImages(folder, fileName)) {
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
      source: "UTKFace",
    };
  }
  if (count === 0) throw emptyError(folder, "pictures named age_gender_race_date.jpg");
}
