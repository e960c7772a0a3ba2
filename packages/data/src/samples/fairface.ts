import { join } from "node:path";
import { checkReader } from "./check-reader";
import type { Domain, FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge, parseGender, rowError } from "./label-values";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";
import { readTable } from "./table";

/** How to read FairFace. */
export interface FairFaceOptions extends ReaderOptions {
  /** Which part. Default: training part, then validation part. */
  readonly part?: "train" | "val";
}

const columns = ["file", "age", "gender", "race"];

const domainOfRace: Readonly<Record<string, Domain>> = {
  "East Asian": "asian",
  "Southeast Asian": "asian",
  Indian: "americanEuropean",
  White: "americanEuropean",
  Black: "americanEuropean",
  Latino_Hispanic: "americanEuropean",
  "Middle Eastern": "americanEuropean",
};

/**
 * Reads FairFace (Kärkkäinen and Joo 2021): `fairface_label_train.csv` and `fairface_label_val.csv` have for each picture a
 * path (`train/1.jpg`), an age band (`20-29`, `more than 70`), which becomes `ageBand`, a gender and one of seven races. East and
 * Southeast Asian faces are in the domain asian, all others in americanEuropean, as in UTKFace; the race is the group
 * `ethnicity`.
 *
 * @throws DataError if a list is missing or a row has an invalid age, gender or race.
 *
 * @example
 * ```ts
 * for await (const sample of readFairFace("data/fairface", { part: "val" })) console.log(sample.ageBand, sample.gender);
 * ```
 */
export async function* readFairFace(folder: string, options: FairFaceOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readFairFace()", { path: folder, options, names: ["part"] });
  const { part, domain, onSkip } = options;
  const index = new FileIndex();
  let count = 0;
  for (const name of part ? [part] : ["train", "val"]) {
    const list = join(folder, `fairface_label_${name}.csv`);
    const rows = await readTable(list, { columns, expected: `the columns ${columns.join(", ")} of FairFace` });
    for (const { cells, line } of rows) {
      const ageBand = toAgeBand(cells.age!);
      if (!ageBand) throw rowError(list, line, "an age band such as 20-29, or more than 70", cells.age!);
      const gender = parseGender(cells.gender!);
      if (gender === undefined) throw rowError(list, line, "the gender Male or Female", cells.gender!);
      const raceDomain = domainOfRace[cells.race!];
      if (!raceDomain)
        throw rowError(list, line, `one of the races ${Object.keys(domainOfRace).join(", ")}`, cells.race!);
      const file = join(folder, cells.file!);
      if (await index.has(file)) {
        count++;
        const groups = { ethnicity: cells.race! };
        yield { file, age: null, ageBand, gender, domain: domain ?? raceDomain, groups, source: "FairFace" };
      } else onSkip?.({ file, reason: listedButMissing });
    }
  }
  if (count === 0)
    throw emptyError(folder, "the pictures named in fairface_label_train.csv and fairface_label_val.csv");
}

function toAgeBand(text: string): [lowest: number, highest: number] | undefined {
  if (text === "more than 70") return [70, oldestAge];
  const [lowest, highest] = (/^(\d+)-(\d+)$/.exec(text)?.slice(1) ?? []).map(Number);
  return lowest !== undefined && highest !== undefined && lowest <= highest && highest <= oldestAge
    ? [lowest, highest]
    : undefined;
}
