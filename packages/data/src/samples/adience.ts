import { join } from "node:path";
import { DataError } from "@fagr/core";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { oldestAge, parseAge, parseGender, rowError } from "./label-values";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";
import { readTable, type TableRow } from "./table";

/** How to read Adience. */
export interface AdienceOptions extends ReaderOptions {
  /** Which of the folds 0 to 4. Default: all five. */
  readonly folds?: readonly number[];
  /** The aligned pictures or the cropped faces. Default: whichever exists, aligned first. */
  readonly images?: "aligned" | "faces";
}

const namePrefixes = { aligned: "landmark_aligned_face", faces: "coarse_tilt_aligned_face" } as const;
const columns = ["user_id", "original_image", "face_id", "age", "gender"];

/**
 * Reads Adience (Eidinger, Enbar and Hassner 2014) by its five fold files `fold_0_data.txt` to `fold_4_data.txt`. Pictures lie in
 * `aligned/USER/landmark_aligned_face.FACE.IMAGE` or in `faces/USER/coarse_tilt_aligned_face.FACE.IMAGE`. Ages are bands such as
 * "(25, 32)", which become `ageBand`, or single numbers. "None" and "u" are unknown; faces without age and gender are reported to
 * `onSkip`.
 *
 * @throws DataError if a fold file is missing or a row has an invalid age or gender.
 *
 * @example
 * ```ts
 * for await (const sample of readAdience("data/adience", { folds: [0] })) console.log(sample.ageBand, sample.gender);
 * ```
 */
export async function* readAdience(folder: string, options: AdienceOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readAdience()", { path: folder, options, names: ["folds", "images"] });
  const { folds = [0, 1, 2, 3, 4], images, domain = "americanEuropean", onSkip } = options;
  const index = new FileIndex();
  const layout = images ?? ((await index.has(join(folder, "aligned"))) ? "aligned" : "faces");
  if (!(await index.has(join(folder, layout))))
    throw new DataError(
      folder,
      `Expected Adience's pictures in ${join(folder, layout)}. Unpack aligned.tar.gz or faces.tar.gz there.`,
    );
  let count = 0;
  for (const fold of folds) {
    const list = join(folder, `fold_${fold}_data.txt`);
    const rows = await readTable(list, {
      columns,
      expected: `the columns ${columns.join(", ")} of Adience, separated by tabs`,
      delimiter: "\t",
    });
    for (const row of rows) {
      const { user_id: user, original_image: image, face_id: face } = row.cells;
      const file = join(folder, layout, user!, `${namePrefixes[layout]}.${face}.${image}`);
      const labels = { ...toAge(row, list), gender: toGender(row, list) };
      if (labels.age === null && !labels.ageBand && labels.gender === null)
        onSkip?.({ file, reason: "neither age nor gender is known" });
      else if (!(await index.has(file))) onSkip?.({ file, reason: listedButMissing });
      else {
        count++;
        yield { file, ...labels, domain, source: "Adience" };
      }
    }
  }
  if (count === 0) throw emptyError(folder, "the pictures named in the fold files");
}

function toAge({ cells, line }: TableRow, list: string): Pick<FaceSample, "age" | "ageBand"> {
  const text = cells.age!;
  if (text === "" || text === "None") return { age: null };
  const band = /^\((\d+), ?(\d+)\)$/.exec(text);
  const [lowest, highest] = (band?.slice(1) ?? [text, text]).map(parseAge);
  if (lowest === undefined || highest === undefined || lowest > highest)
    throw rowError(list, line, `an age of 0 to ${oldestAge} years, a band such as (25, 32), or None`, text);
  return band ? { age: null, ageBand: [lowest, highest] } : { age: lowest };
}

function toGender({ cells, line }: TableRow, list: string): FaceSample["gender"] {
  const text = cells.gender!;
  const gender = text === "u" || text === "" ? null : parseGender(text);
  if (gender === undefined) throw rowError(list, line, "the gender m, f, u or blank", text);
  return gender;
}
