import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { readLabels } from "./labels-csv";

/** How to read a labelled folder. */
export interface LabelledCsvOptions extends ReaderOptions {
  /** Folder that the file column is relative to. Default: the folder of the CSV. */
  readonly images?: string;
  /** Name of the data set. Default: the CSV's path. */
  readonly source?: string;
}

/**
 * Reads images labelled by a CSV, see {@link readLabels}. Files that are listed and missing are reported to `onSkip`.
 *
 * @throws DataError naming file and line for a missing column or a label out of range.
 *
 * @example
 * ```ts
 * for await (const sample of readLabelledCsv("data/mine/labels.csv", { source: "mine" })) console.log(sample.age);
 * ```
 */
export async function* readLabelledCsv(
  csv: string,
  { images = dirname(csv), source = csv, domain = "americanEuropean", onSkip }: LabelledCsvOptions = {},
): AsyncGenerator<FaceSample> {
  for (const { file: name, age, gender } of await readLabels(csv)) {
    const file = join(images, name);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (exists) yield { file, age, gender: gender === null ? null : gender === "male" ? 1 : 0, domain, source };
    else onSkip?.({ file, reason: "listed, but there is no such file" });
  }
}
