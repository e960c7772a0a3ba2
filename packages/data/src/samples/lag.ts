import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { type GenderNameListOptions, readGenderNameLists } from "./gender-name-lists";
import { emptyError, isImage, listFolder } from "./source-folder";

/** How to read LAG. */
export interface LagOptions extends ReaderOptions, GenderNameListOptions {
  /** Only pictures of the child or young person, or only those of the adult or old one. Default: both. */
  readonly part?: "young" | "old";
}

/**
 * Reads the Large Age-Gap data set (Bianco 2017): a folder a celebrity, such as `adam_sandler`, with pictures as an adult and, in
 * its folder `y`, as a child or young person. The set comes without ages and genders. Genders are taken from the lists
 * `male_names.txt` and `female_names.txt` with one folder's name a line, see {@link GenderNameListOptions}; people in neither
 * list, or in both, are reported to `onSkip`.
 *
 * @throws DataError if the folder or a list is missing, or no picture is labelled.
 *
 * @example
 * ```ts
 * for await (const sample of readLag("data/LAGdataset_200", { part: "old" })) console.log(sample.file, sample.gender);
 * ```
 */
export async function* readLag(folder: string, options: LagOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readLag()", { path: folder, options, names: ["part", "maleNames", "femaleNames"] });
  const { part, domain = "americanEuropean", onSkip, ...lists } = options;
  const { folders: people } = await listFolder(folder, "a folder of LAG's people");
  const genderOf = await readGenderNameLists(folder, lists);
  let count = 0;
  for (const person of people) {
    const root = join(folder, person);
    const { files, folders } = await listFolder(root, "a folder of a person's pictures");
    const pictures = part === "young" ? [] : files.filter(isImage).map((name) => join(root, name));
    if (part !== "old" && folders.includes("y")) {
      const young = join(root, "y");
      pictures.push(
        ...(await listFolder(young, "a folder of pictures")).files.filter(isImage).map((name) => join(young, name)),
      );
    }
    const gender = genderOf(person, person);
    for (const file of pictures) {
      if (gender === null) {
        onSkip?.({ file, reason: "its person is in neither list of names, or in both" });
        continue;
      }
      count++;
      yield { file, age: null, gender, domain, source: "LAG" };
    }
  }
  if (count === 0) throw emptyError(folder, "pictures of the people in the lists of names");
}
