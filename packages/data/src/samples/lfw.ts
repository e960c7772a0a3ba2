import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { type GenderNameListOptions, readGenderNameLists } from "./gender-name-lists";
import { emptyError, isImage, listFolder } from "./source-folder";

/** How to read LFW. */
export interface LfwOptions extends ReaderOptions, GenderNameListOptions {}

/**
 * Reads Labeled Faces in the Wild (Huang, Ramesh, Berg and Learned-Miller 2007): a folder a person, with pictures
 * `Tara_Kirk/Tara_Kirk_0001.jpg`. Genders come from two lists of names made by others, see {@link GenderNameListOptions}; ages
 * are unknown. Pictures in neither list, or in both, are reported to `onSkip`.
 *
 * @param folder - The folder that holds the people's folders: `lfw`, `lfw-funneled` or `lfw-deepfunneled`.
 * @throws DataError if the folder or a list is missing, or no picture is labelled.
 *
 * @example
 * ```ts
 * for await (const sample of readLfw("data/lfw-deepfunneled")) console.log(sample.file, sample.gender);
 * ```
 */
export async function* readLfw(folder: string, options: LfwOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readLfw()", { path: folder, options, names: ["maleNames", "femaleNames"] });
  const { domain = "americanEuropean", onSkip, ...lists } = options;
  const { folders: people } = await listFolder(folder, "a folder of LFW's people");
  const genderOf = await readGenderNameLists(folder, lists);
  let count = 0;
  for (const person of people) {
    for (const name of (await listFolder(join(folder, person), "a folder of a person's pictures")).files) {
      if (!isImage(name)) continue;
      const file = join(folder, person, name);
      const gender = genderOf(person, name);
      if (gender === null) {
        onSkip?.({ file, reason: "in neither list of names, or in both" });
        continue;
      }
      count++;
      yield { file, age: null, gender, domain, source: "LFW" };
    }
  }
  if (count === 0) throw emptyError(folder, "pictures of the people in the lists of names");
}
