import { basename, join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge } from "./label-values";
import { emptyError, isImage, listFolder } from "./source-folder";

const genderFolders: Readonly<Record<string, 0 | 1>> = { "111": 1, "112": 0 };

/**
 * Reads AFAD and AFAD-Lite (Niu, Zhou, Wang, Gao and Hua 2016), whose folders are the labels: `age/111` holds men, `age/112`
 * women. Other folders are reported to `onSkip`. Pictures come sorted by age, gender and name; all are in the domain asian.
 *
 * @param folder - The unpacked `AFAD-Full` or `AFAD-Lite`: the folder that holds the age folders.
 * @throws DataError if a folder cannot be read or the data set holds no picture.
 *
 * @example
 * ```ts
 * for await (const sample of readAfad("data/AFAD-Full")) console.log(sample.file, sample.age, sample.gender);
 * ```
 */
export async function* readAfad(folder: string, options: ReaderOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readAfad()", { path: folder, options });
  const { onSkip, domain = "asian" } = options;
  const what = "a folder of AFAD's age folders";
  const ages = (await listFolder(folder, what)).folders;
  const source = /lite/i.test(basename(folder)) ? "AFAD-Lite" : "AFAD";
  let count = 0;
  for (const age of ages) {
    const ageFolder = join(folder, age);
    if (!/^\d{1,3}$/.test(age) || Number(age) > oldestAge) {
      onSkip?.({ file: ageFolder, reason: `the folder's name is not an age of 0 to ${oldestAge} years` });
      continue;
    }
    for (const code of (await listFolder(ageFolder, what)).folders) {
      const gender = genderFolders[code];
      const genderFolder = join(ageFolder, code);
      if (gender === undefined) {
        onSkip?.({ file: genderFolder, reason: "the folder's name is neither 111 (men) nor 112 (women)" });
        continue;
      }
      for (const name of (await listFolder(genderFolder, what)).files) {
        if (!isImage(name)) continue;
        count++;
        yield { file: join(genderFolder, name), age: Number(age), gender, domain, source };
      }
    }
  }
  if (count === 0) throw emptyError(folder, "pictures in folders such as 25/111 and 25/112");
}
