import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { readNamedImages } from "./named-images";
import { emptyError } from "./source-folder";

const fileName = /^\d+_.+_(\d{1,3})_([mf])\.(?:jpe?g|png)$/i;

/**
 * Reads AgeDB (Moschoglou and others 2017), whose labels are in the file names: `number_name_age_gender.jpg`, such as
 * `0_MariaCallas_35_f.jpg`. Pictures with other names are reported to `onSkip`.
 *
 * @throws DataError if the folder cannot be read or holds no such file.
 *
 * @example
 * ```ts
 * for await (const sample of readAgeDb("data/AgeDB")) console.log(sample.file, sample.age, sample.gender);
 * ```
 */
export async function* readAgeDb(folder: string, options: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readAgeDb()", { path: folder, options });
  const { onSkip, domain = "americanEuropean" } = options;
  let count = 0;
  for await (const { file, match } of readNamedImages(folder, fileName)) {
    const age = Number(match?.[1]);
    if (!match || age > oldestAge) {
      onSkip?.({ file, reason: `the name is not number_name_age_gender with an age of 0 to ${oldestAge} years` });
      continue;
    }
    count++;
    yield { file, age, gender: match[2]!.toLowerCase() === "m" ? 1 : 0, domain, source: "AgeDB" };
  }
  if (count === 0) throw emptyError(folder, "pictures named number_name_age_gender.jpg");
}
