import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { readNamedImages } from "./named-images";
import { emptyError, FileIndex } from "./source-folder";

const fileName = /^\d{3}A(\d{2,3})[a-z]?\.(?:jpe?g|png)$/i;

/**
 * Reads FG-NET (Panis, Lanitis, Tsapatsoulis and Cootes 2016), whose names are person and age: `001A43b.JPG` is person 1 at 43,
 * second picture. Gender is unknown. Pictures with other names are reported to `onSkip`.
 *
 * @param folder - The folder of the pictures, or the one that holds it under the name `images`.
 * @throws DataError if the folder cannot be read or holds no such file.
 *
 * @example
 * ```ts
 * for await (const sample of readFgNet("data/FGNET")) console.log(sample.file, sample.age);
 * ```
 */
export async function* readFgNet(folder: string, options: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readFgNet()", { path: folder, options });
  const { onSkip, domain = "americanEuropean" } = options;
  const images = join(folder, "images");
  const root = (await new FileIndex().has(images)) ? images : folder;
  let count = 0;
  for await (const { file, match } of readNamedImages(root, fileName)) {
    const age = Number(match?.[1]);
    if (!match || age > oldestAge) {
      onSkip?.({ file, reason: `the name is not person, A and an age of 0 to ${oldestAge} years` });
      continue;
    }
    count++;
    yield { file, age, gender: null, domain, source: "FG-NET" };
  }
  if (count === 0) throw emptyError(root, "pictures named as 001A02.JPG");
}
