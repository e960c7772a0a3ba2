import { join } from "node:path";
import { DataError } from "@fagr/core";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge, parseAge, rowError } from "./label-values";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";
import { readLines } from "./table";

/** How to read MegaAge-Asian. */
export interface MegaAgeAsianOptions extends ReaderOptions {
  /** Which part. Default: training part, then test part. */
  readonly part?: "train" | "test";
}

/**
 * Reads MegaAge-Asian (Zhang, Liu, Li and Loy 2017): the pictures of `train` and `test` are named in
 * `list/train_name.txt` and `list/test_name.txt`, their ages stand in the same lines of `list/train_age.txt` and
 * `list/test_age.txt`. Gender is unknown; all are in the domain asian.
 *
 * @throws DataError if a list is missing, two lists differ in length, or an age is invalid.
 *
 * @example
 * ```ts
 * for await (const sample of readMegaAgeAsian("data/megaage_asian", { part: "train" })) console.log(sample.age);
 * ```
 */
export async function* readMegaAgeAsian(folder: string, options: MegaAgeAsianOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readMegaAgeAsian()", { path: folder, options, names: ["part"] });
  const { part, domain = "asian", onSkip } = options;
  const index = new FileIndex();
  let count = 0;
  for (const name of part ? [part] : ["train", "test"]) {
    const nameList = join(folder, "list", `${name}_name.txt`);
    const ageList = join(folder, "list", `${name}_age.txt`);
    const [names, ages] = await Promise.all([readLines(nameList), readLines(ageList)]);
    if (names.length !== ages.length)
      throw new DataError(
        ageList,
        `Expected an age for each of the ${names.length} names of ${nameList}, received ${ages.length} lines in ${ageList}. Unpack both again.`,
      );
    for (const [position, { text: picture }] of names.entries()) {
      const { text, line } = ages[position]!;
      const age = parseAge(text);
      if (age === undefined) throw rowError(ageList, line, `an age of 0 to ${oldestAge} years`, text);
      const file = join(folder, name, picture);
      if (await index.has(file)) {
        count++;
        yield { file, age, gender: null, domain, source: "MegaAge-Asian" };
      } else onSkip?.({ file, reason: listedButMissing });
    }
  }
  if (count === 0) throw emptyError(folder, "the pictures named in list/train_name.txt and list/test_name.txt");
}
