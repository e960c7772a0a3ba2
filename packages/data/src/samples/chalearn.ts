import { join } from "node:path";
import { DataError } from "@fagr/core";
import { type ChaLearnPart, chaLearnParts, findList, listNames, readList } from "./chalearn-lists";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { emptyError, FileIndex, listedButMissing, listFolder } from "./source-folder";

/** How to read ChaLearn LAP. */
export interface ChaLearnOptions extends ReaderOptions {
  /** Which part. Default: every part whose list is there. */
  readonly part?: ChaLearnPart;
}

/**
 * Reads the apparent ages of ChaLearn Looking at People 2016 (Escalera and others 2016): `train_gt.csv`, `valid_gt.csv` and
 * `test_gt.csv`, in the folder or in `gt`, have the columns image, mean and stdv, in years. Those of 2015 (Escalera and others 2015) are
 * `Train.csv` and `Reference.csv` or `Valid.csv`: lines such as `image_1.jpg;20;4.2`. Pictures lie in folders whose names begin
 * with the part's (`train`, `train_1`, `train_2`, `valid`, `Validation`, `test`), in the folder or in `images`. Gender is unknown. APPA-REAL has real
 * ages for the pictures of 2016.
 *
 * @throws DataError if there is no list or a mean is not an age.
 *
 * @example
 * ```ts
 * for await (const sample of readChaLearn("data/chalearn-2016", { part: "valid" })) console.log(sample.age);
 * ```
 */
export async function* readChaLearn(folder: string, options: ChaLearnOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readChaLearn()", { path: folder, options, names: ["part"] });
  const { part, domain = "americanEuropean", onSkip } = options;
  const index = new FileIndex();
  const parts = part ? [part] : chaLearnParts;
  let lists = 0;
  let count = 0;
  for (const name of parts) {
    const list = await findList(index, folder, name);
    if (!list) continue;
    lists++;
    const folders = await imageFolders(folder, name);
    for (const { name: image, age } of await readList(list)) {
      const file = await index.firstOf(
        folder,
        folders.map((images) => join(images, image)),
      );
      if (file) {
        count++;
        yield { file, age, gender: null, domain, source: list.source };
      } else onSkip?.({ file: join(folder, folders[0] ?? name, image), reason: listedButMissing });
    }
  }
  if (lists === 0)
    throw new DataError(
      folder,
      `Expected ${parts.map((name) => `${name}_gt.csv`).join(" or ")} in ${folder} or its folder gt, or of 2015 ${parts.map((name) => listNames(name)[1]).join(" or ")}, found none. Unpack the labels there.`,
    );
  if (count === 0) throw emptyError(folder, "the pictures named in the lists");
}

/** Folders of a part's pictures, relative to the data set's. */
async function imageFolders(folder: string, part: string): Promise<string[]> {
  const { folders } = await listFolder(folder, "the folder of ChaLearn LAP");
  const inImages = folders.includes("images")
    ? (await listFolder(join(folder, "images"), "a folder of pictures")).folders
    : [];
  return [...folders, ...inImages.map((name) => join("images", name))].filter((name) =>
    new RegExp(`^(images[\\\\/])?${part}`, "i").test(name),
  );
}
