import { join } from "node:path";
import { DataError } from "@fagr/core";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge, parseAge, rowError } from "./label-values";
import { emptyError, FileIndex, listedButMissing, listFolder } from "./source-folder";
import { readTable } from "./table";

/** How to read ChaLearn LAP. */
export interface ChaLearnOptions extends ReaderOptions {
  /** Which part. Default: every part whose list is there. */
  readonly part?: "train" | "valid" | "test";
}

const parts = ["train", "valid", "test"] as const;

/**
 * Reads the apparent ages of ChaLearn Looking at People 2016 (Escalera and others 2016): `train_gt.csv`, `valid_gt.csv` and
 * `test_gt.csv`, in the folder or in `gt`, have the columns image, mean and stdv, in years. Pictures lie in folders whose names begin
 * with the part's (`train`, `train_1`, `train_2`, `valid`, `test`), in the folder or in `images`. Gender is unknown. APPA-REAL has real
 * ages for the same pictures.
 *
 * @throws DataError if no list is there or a mean is no age.
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
  let lists = 0;
  let count = 0;
  for (const name of part ? [part] : parts) {
    const list = await index.firstOf(folder, [`${name}_gt.csv`, join("gt", `${name}_gt.csv`)]);
    if (!list) continue;
    lists++;
    const folders = await imageFolders(folder, name);
    for (const { cells, line } of await readTable(list, {
      columns: ["image", "mean"],
      expected: "the columns image, mean and stdv of ChaLearn LAP",
    })) {
      const age = parseAge(cells.mean!);
      if (age === undefined) throw rowError(list, line, `a mean age of 0 to ${oldestAge} years`, cells.mean!);
      const file = await index.firstOf(
        folder,
        folders.map((images) => join(images, cells.image!)),
      );
      if (file) {
        count++;
        yield { file, age, gender: null, domain, source: "ChaLearn LAP 2016" };
      } else onSkip?.({ file: join(folder, folders[0] ?? name, cells.image!), reason: listedButMissing });
    }
  }
  if (lists === 0)
    throw new DataError(
      folder,
      `Expected ${(part ? [part] : parts).map((name) => `${name}_gt.csv`).join(" or ")} in ${folder} or its folder gt, found none. Unpack the labels there.`,
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
