import { join } from "node:path";
import { oldestAge, parseAge, rowError } from "./label-values";
import type { FileIndex } from "./source-folder";
import { readLines, readTable } from "./table";

/** The parts of ChaLearn LAP, by the beginning of their folders' names. */
export const chaLearnParts = ["train", "valid", "test"] as const;

export type ChaLearnPart = (typeof chaLearnParts)[number];

/** The list of a part, and the edition with that format. */
export interface ChaLearnList {
  readonly file: string;
  readonly source: "ChaLearn LAP 2015" | "ChaLearn LAP 2016";
}

/** Names of the lists of 2015, which have no header. */
const lists2015 = {
  train: ["Train.csv", "train.csv"],
  valid: ["Valid.csv", "Validation.csv", "Reference.csv", "valid.csv", "validation.csv"],
  test: ["Test.csv", "test.csv"],
} as const;

/** Where a part's list may be, relative to the data set's folder, the lists of 2016 first. */
export function listNames(part: ChaLearnPart): string[] {
  return [`${part}_gt.csv`, ...lists2015[part]];
}

/** The list of a part; undefined where it is not there. */
export async function findList(
  index: FileIndex,
  folder: string,
  part: ChaLearnPart,
): Promise<ChaLearnList | undefined> {
  const places = listNames(part).flatMap((name) => [name, join("gt", name)]);
  const file = await index.firstOf(folder, places);
  return file === undefined
    ? undefined
    : { file, source: file.endsWith("_gt.csv") ? "ChaLearn LAP 2016" : "ChaLearn LAP 2015" };
}

/**
 * Reads a list: of 2016 a table with the columns image, mean and stdv; of 2015 lines such as `image_1.jpg;20;4.2`, without a header.
 *
 * @throws DataError, with the number of the line, for an invalid row or a mean that is not an age.
 */
export async function readList({ file, source }: ChaLearnList): Promise<{ name: string; age: number }[]> {
  const rows =
    source === "ChaLearn LAP 2016"
      ? (
          await readTable(file, {
            columns: ["image", "mean"],
            expected: "the columns image, mean and stdv of ChaLearn LAP",
          })
        ).map(({ cells, line }) => ({ line, name: cells.image!, mean: cells.mean! }))
      : (await readLines(file)).map(({ text, line }) => {
          const [name = "", mean = "", deviation] = text
            .split(text.includes(";") ? ";" : ",")
            .map((cell) => cell.trim());
          if (name === "" || deviation === undefined)
            throw rowError(
              file,
              line,
              "a picture, its mean age and its standard deviation, such as image_1.jpg;20;4.2,",
              text,
            );
          return { line, name, mean };
        });
  return rows.map(({ line, name, mean }) => {
    const age = parseAge(mean.replace(",", "."));
    if (age === undefined) throw rowError(file, line, `a mean age of 0 to ${oldestAge} years`, mean);
    return { name, age };
  });
}
