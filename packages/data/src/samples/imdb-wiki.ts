import { basename, dirname, extname, join } from "node:path";
import { DataError } from "@fagr/core";
import { checkReader } from "./check-reader";
import type { FaceSample, ReaderOptions } from "./face-sample";
import { type ImdbWikiRow, readImdbWikiTable } from "./imdb-wiki-metadata";
import { emptyError, FileIndex, listedButMissing } from "./source-folder";

/** How to read IMDB-WIKI. */
export interface ImdbWikiOptions extends ReaderOptions {
  /** Pictures with a lower face score of the set's detector are skipped. Default 1; scores go up to about 7. */
  readonly minimumFaceScore?: number;
  /** Whether pictures in which a second face was found are kept. Default false: the labels may belong to the other face. */
  readonly secondFace?: boolean;
}

/** Ages beyond it come from wrong dates. */
const oldestLabelledAge = 100;

/**
 * Reads IMDB or WIKI of IMDB-WIKI (Rothe, Timofte and Van Gool 2015) by its `imdb.mat` or `wiki.mat`. The age is that of the
 * first of July of the photo's year, as the set's authors compute it, from the date of birth. Skipped and reported to `onSkip`:
 * pictures without a face or with a low face score, with a second face, or with an age outside 0 to 100 years.
 *
 * @param path - The MAT-file, or its folder: `imdb_crop`, `wiki_crop`, `imdb`, `wiki`.
 * @throws DataError if there is no MAT-file or it is not one of IMDB-WIKI.
 *
 * @example
 * ```ts
 * for await (const sample of readImdbWiki("data/wiki_crop", { minimumFaceScore: 2 })) console.log(sample.age);
 * ```
 */
export async function* readImdbWiki(path: string, options: ImdbWikiOptions = {}): AsyncGenerator<FaceSample> {
  checkReader("readImdbWiki()", { path, options, names: ["minimumFaceScore", "secondFace"] });
  const { minimumFaceScore = 1, secondFace = false, domain = "americanEuropean", onSkip } = options;
  const index = new FileIndex();
  const file = extname(path) === ".mat" ? path : await index.firstOf(path, ["imdb.mat", "wiki.mat"]);
  if (!file)
    throw new DataError(
      path,
      `Expected imdb.mat or wiki.mat in ${path}, found neither. Name the folder that holds it.`,
    );
  const source = basename(file, ".mat").toUpperCase();
  let count = 0;
  for (const row of await readImdbWikiTable(file)) {
    const image = join(dirname(file), row.path);
    const age = ageOnPhoto(row);
    const fault =
      faultOf(row, age, { minimumFaceScore, secondFace }) ?? ((await index.has(image)) ? undefined : listedButMissing);
    if (fault) {
      onSkip?.({ file: image, reason: fault });
      continue;
    }
    count++;
    yield { file: image, age: age!, gender: row.gender === 0 || row.gender === 1 ? row.gender : null, domain, source };
  }
  if (count === 0) throw emptyError(path, "pictures that the MAT-file names, with a face each");
}

function faultOf(
  { faceScore, secondFaceScore }: ImdbWikiRow,
  age: number | undefined,
  { minimumFaceScore, secondFace }: Required<Pick<ImdbWikiOptions, "minimumFaceScore" | "secondFace">>,
): string | undefined {
  if (faceScore === Number.NEGATIVE_INFINITY) return "no face was found";
  // Negated, so that a score that is no number is left out too.
  if (!(faceScore >= minimumFaceScore)) return `the face score ${faceScore.toFixed(2)} is below ${minimumFaceScore}`;
  if (!secondFace && secondFaceScore > 0) return "a second face was found";
  if (age === undefined) return `date of birth and year of the photo give no age of 0 to ${oldestLabelledAge} years`;
  return undefined;
}

/** Whole years on the first of July of the photo's year; undefined if the dates are wrong. */
export function ageOnPhoto({ birth, photoTaken }: Pick<ImdbWikiRow, "birth" | "photoTaken">): number | undefined {
  const firstOf1970 = 719529;
  const born = new Date((Math.floor(birth) - firstOf1970) * 86_400_000);
  const hadBirthday = born.getUTCMonth() < 6 || (born.getUTCMonth() === 6 && born.getUTCDate() === 1);
  const age = photoTaken - born.getUTCFullYear() - (hadBirthday ? 0 : 1);
  return age >= 0 && age <= oldestLabelledAge ? age : undefined;
}
