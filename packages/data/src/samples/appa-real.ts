import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge, parseAge, parseGender, rowError } from "./label-values";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";
import { readTable } from "./table";

/** How to read APPA-REAL. */
export interface AppaRealOptions extends ReaderOptions {
  /** Which part. Default: all three. */
  readonly part?: "train" | "valid" | "test";
  /** The real age in whole years, or the average of some 38 people's guesses. Default "real". */
  readonly age?: "real" | "apparent";
  /** The cropped and rotated faces with a margin of 40 %, or the whole pictures. Default "faces". */
  readonly images?: "faces" | "whole";
}

const columns = ["file_name", "apparent_age_avg", "real_age"];

/**
 * Reads APPA-REAL (Agustsson, Timofte, Escalera, Baró, Guyon and Rothe 2017): `gt_avg_train.csv`, `gt_avg_valid.csv` and
 * `gt_avg_test.csv` have an average apparent age and the real age for each picture of the folders `train`, `valid` and `test`.
 * Where `allcategories_train.csv` and its like (Clapés and others 2018) lie beside them, gender comes from there, and so do the domain and the
 * group `ethnicity`.
 *
 * @throws DataError if a list is missing or has an invalid age or gender.
 *
 * @example
 * ```ts
 * for await (const sample of readAppaReal("data/appa-real-release", { part: "test" })) console.log(sample.age);
 * ```
 */
export async function* readAppaReal(folder: string, options: AppaRealOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readAppaReal()", { path: folder, options, names: ["part", "age", "images"] });
  const { part, age: kind = "real", images = "faces", domain, onSkip } = options;
  const index = new FileIndex();
  let count = 0;
  for (const name of part ? [part] : ["train", "valid", "test"]) {
    const list = join(folder, `gt_avg_${name}.csv`);
    const rows = await readTable(list, { columns, expected: `the columns ${columns.join(", ")} of APPA-REAL` });
    const people = await readCategories(join(folder, `allcategories_${name}.csv`), index);
    for (const { cells, line } of rows) {
      const text = (kind === "real" ? cells.real_age : cells.apparent_age_avg)!;
      const age = parseAge(text);
      if (age === undefined) throw rowError(list, line, `a ${kind} age of 0 to ${oldestAge} years`, text);
      const file = join(folder, name, `${cells.file_name}${images === "faces" ? "_face.jpg" : ""}`);
      if (!(await index.has(file))) {
        onSkip?.({ file, reason: listedButMissing });
        continue;
      }
      count++;
      const person = people.get(cells.file_name!);
      yield {
        file,
        age,
        gender: person?.gender ?? null,
        domain: domain ?? person?.domain ?? "americanEuropean",
        ...(person?.groups ? { groups: person.groups } : {}),
        source: "APPA-REAL",
      };
    }
  }
  if (count === 0) throw emptyError(folder, "the pictures named in gt_avg_train.csv and its like");
}

type Person = Pick<FaceSample, "gender" | "domain" | "groups">;

async function readCategories(list: string, index: FileIndex): Promise<ReadonlyMap<string, Person>> {
  if (!(await index.has(list))) return new Map();
  const rows = await readTable(list, {
    columns: ["file", "gender"],
    expected: "the columns file and gender of APPA-REAL",
  });
  return new Map(
    rows.map(({ cells, line }) => {
      const gender = parseGender(cells.gender!);
      if (gender === undefined) throw rowError(list, line, "the gender male or female", cells.gender!);
      const domain = cells.race?.toLowerCase() === "asian" ? "asian" : "americanEuropean";
      return [cells.file!, { gender, domain, ...(cells.race ? { groups: { ethnicity: cells.race } } : {}) }];
    }),
  );
}
