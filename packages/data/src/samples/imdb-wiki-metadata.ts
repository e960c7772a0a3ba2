import { DataError } from "@fagr/core";
import type { MatValue } from "./matlab/mat-value";
import { readMatFile } from "./matlab/read-mat-file";

/** IMDB-WIKI's metadata of a picture. */
export interface ImdbWikiRow {
  /** Path in the folder of the MAT-file. */
  readonly path: string;
  /** Day of birth as MATLAB counts, day 1 being the first of January of the year 0. */
  readonly birth: number;
  /** Year of the photo. */
  readonly photoTaken: number;
  /** 0 female, 1 male, NaN unknown. */
  readonly gender: number;
  /** Score of the face detector; -Infinity where it found no face. */
  readonly faceScore: number;
  /** Score of the second face; NaN if there is none. */
  readonly secondFaceScore: number;
}

const numberFields = ["dob", "photo_taken", "gender", "face_score", "second_face_score"] as const;

/**
 * Reads the table of `imdb.mat` or `wiki.mat`: a structure named imdb or wiki, whose fields are rows of one value a picture.
 *
 * @throws DataError if the file is no such table.
 */
export async function readImdbWikiTable(file: string): Promise<ImdbWikiRow[]> {
  const variables = await readMatFile(file);
  const table = variables.get("imdb") ?? variables.get("wiki");
  if (table?.kind !== "struct")
    throw new DataError(
      file,
      `${file}: expected a structure named imdb or wiki, received the variables ${[...variables.keys()].join(", ") || "none"}.`,
    );
  const paths = textsOf(table.get("full_path"), file);
  const [births, years, genders, scores, secondScores] = numberFields.map((field) => {
    const value = table.get(field);
    if (value?.kind === "numbers" && value.values.length === paths.length) return value.values;
    const received = value?.kind === "numbers" ? `${value.values.length} numbers` : (value?.kind ?? "no such field");
    throw new DataError(
      file,
      `${file}, field ${field}: expected ${paths.length} numbers, one a picture, received ${received}.`,
    );
  });
  return paths.map((path, index) => ({
    path,
    birth: births![index]!,
    photoTaken: years![index]!,
    gender: genders![index]!,
    faceScore: scores![index]!,
    secondFaceScore: secondScores![index]!,
  }));
}

function textsOf(value: MatValue | undefined, file: string): string[] {
  if (value?.kind !== "cells")
    throw new DataError(
      file,
      `${file}, field full_path: expected cells with a path each, received ${value?.kind ?? "no such field"}.`,
    );
  return value.cells.map((cell, index) => {
    if (cell.kind === "text" && cell.rows.length === 1) return cell.rows[0]!;
    throw new DataError(file, `${file}, field full_path, cell ${index + 1}: expected a path, received ${cell.kind}.`);
  });
}
