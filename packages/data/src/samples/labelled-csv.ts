import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import type { LabelColumns } from "./label-columns";
import { readLabels } from "./labels-csv";
import { FileIndex, listedButMissing } from "./source-folder";

/** How to read a labelled folder. */
export interface LabelledCsvOptions extends ReaderOptions, LabelColumns {
  /** Folder that the file column is relative to. Default: the folder of the CSV. */
  readonly images?: string;
  /** Name of the data set. Default: the CSV's path. */
  readonly source?: string;
}

/**
 * Reads images labelled by a CSV, see {@link readLabels}. A name is also found if it has backslashes or another Unicode form of
 * accents. Listed files that are missing are reported to `onSkip`. The domain is that of the option, otherwise of the row,
 * otherwise "americanEuropean".
 *
 * @param path - The CSV, or a folder that holds it under the name `labels.csv`.
 * @throws DataError naming file and line for a missing column or a label out of range.
 *
 * @example
 * ```ts
 * for await (const sample of readLabelledCsv("data/mine/labels.csv", { source: "mine" })) console.log(sample.age);
 * ```
 */
export async function* readLabelledCsv(path: string, options: LabelledCsvOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readLabelledCsv()", {
    path,
    options,
    names: ["images", "source", "file", "age", "gender", "male", "female", "attributes"],
  });
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const csv = isFolder ? join(path, "labels.csv") : path;
  const { images = dirname(csv), source = csv, domain, onSkip } = options;
  const index = new FileIndex();
  for (const row of await readLabels(csv, options)) {
    const { age, ageBand, gender, person, groups, attributes, domain: rowDomain = "americanEuropean" } = row;
    const named = isAbsolute(row.file) ? row.file : join(images, row.file);
    const file = await index.find(images, row.file);
    if (file !== undefined)
      yield {
        file,
        age,
        ...(ageBand ? { ageBand } : {}),
        gender: gender === null ? null : gender === "male" ? 1 : 0,
        domain: domain ?? rowDomain,
        ...(person === undefined ? {} : { person }),
        ...(groups ? { groups } : {}),
        ...(attributes ? { attributes } : {}),
        source,
      };
    else onSkip?.({ file: named, reason: listedButMissing + (await index.describeSimilar(named)) });
  }
}
