import { basename, join } from "node:path";
import { DataError } from "@fagr/core";
import { type AttributeRow, readCelebAAttributes, readCelebAPartition } from "./celeba-lists";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";

/** How to read CelebA. */
export interface CelebAOptions extends ReaderOptions {
  /** Which part, by `list_eval_partition`. Default: all pictures; the list is then not needed. */
  readonly part?: "train" | "validation" | "test";
  /** `aligned`: the pictures cropped around the face; `wild`: the original photos, some with several faces. Default: aligned. */
  readonly images?: "aligned" | "wild";
  /** Attributes of the list to read besides Male, `["Eyeglasses"]`: they become `{ eyeglasses: "yes" }`, "no" where the list has -1. */
  readonly attributes?: readonly string[];
}

const attributeLists = ["list_attr_celeba.txt", "Anno/list_attr_celeba.txt", "list_attr_celeba.csv"];
const partitionLists = ["list_eval_partition.txt", "Eval/list_eval_partition.txt", "list_eval_partition.csv"];
const imageFolders = {
  aligned: ["img_align_celeba", "Img/img_align_celeba"],
  wild: ["img_celeba", "Img/img_celeba"],
} as const;
const partNumbers = { train: 0, validation: 1, test: 2 } as const;

/**
 * Reads CelebA (Liu, Luo, Wang and Tang 2015): gender is the attribute Male (1 or -1) of `list_attr_celeba.txt`, ages are
 * unknown. The aligned and cropped pictures lie in `img_align_celeba`, the photos in the wild in `img_celeba`. The archives' own
 * folders `Anno`, `Eval` and `Img` are optional, and the lists may be the CSV files of the copy on Kaggle.
 *
 * @throws DataError if a list or the folder of pictures is missing or a row is invalid.
 *
 * @example
 * ```ts
 * for await (const sample of readCelebA("data/celeba", { part: "train" })) console.log(sample.file, sample.gender);
 * ```
 */
export async function* readCelebA(folder: string, options: CelebAOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readCelebA()", { path: folder, options, names: ["part", "images", "attributes"] });
  const { part, images: kind = "aligned", attributes = [], domain = "americanEuropean", onSkip } = options;
  const index = new FileIndex();
  const find = async (paths: readonly string[]) => {
    const found = await index.firstOf(folder, paths);
    if (found) return found;
    throw new DataError(
      join(folder, paths[0]!),
      `Expected CelebA's ${paths[0]} in ${folder}, found none of ${paths.join(", ")}. Unpack it there.`,
    );
  };
  const rows: AttributeRow[] = await readCelebAAttributes(await find(attributeLists), attributes);
  const parts = part && (await readCelebAPartition(await find(partitionLists)));
  const images = await find(imageFolders[kind]);
  // Kaggle's archive, and the parts of the other one, have a folder of the same name inside.
  const inner = join(images, basename(images));
  const root = (await index.has(inner)) ? inner : images;
  let count = 0;
  for (const { name, male, attributes } of rows) {
    if (parts && parts.get(name) !== partNumbers[part!]) continue;
    const file = join(root, name);
    if (await index.has(file)) {
      count++;
      yield { file, age: null, gender: male ? 1 : 0, domain, ...(attributes ? { attributes } : {}), source: "CelebA" };
    } else onSkip?.({ file, reason: listedButMissing });
  }
  if (count === 0) throw emptyError(folder, "the pictures named in list_attr_celeba.txt");
}
