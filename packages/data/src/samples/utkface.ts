import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { readNamedImages } from "./named-images";
import { emptyError } from "./source-folder";

/** The five races of the file names, by their number. */
const ethnicities = ["White", "Black", "Asian", "Indian", "Other"] as const;

const fileName = /^(\d{1,3})_([01])_([0-4])_[^/]*\.(?:jpe?g|png)$/i;

/**
 * Reads UTKFace (Zhang, Song and Qi 2017), whose labels stand in the file names: `age_gender_race_date.jpg`, with gender 0
 * male and 1 female (the opposite of ours) and race 0 White, 1 Black, 2 Asian, 3 Indian and 4 other, which becomes the group
 * `ethnicity`. Pictures that are named otherwise are reported to `onSkip`. Files
 * come sorted by name.
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
      groups: { ethnicity: ethnicities[Number(match[3])]! },
      source: "UTKFace",
    };
  }
  if (count === 0) throw emptyError(folder, "pictures named age_gender_race_date.jpg");
}
