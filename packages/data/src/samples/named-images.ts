import { join } from "node:path";
import { isImage, listFolder } from "./source-folder";

/** A picture and what its name says. */
export interface NamedImage {
  readonly file: string;
  /** The match of the pattern in the name; null if it does not match. */
  readonly match: RegExpExecArray | null;
}

/**
 * Lists the pictures of a folder, sorted by name, with what a pattern finds in their names.
 *
 * @throws DataError if the folder cannot be read.
 */
export async function* readNamedImages(folder: string, pattern: RegExp): AsyncGenerator<NamedImage> {
  for (const name of (await listFolder(folder, "a folder of pictures")).files)
    if (isImage(name)) yield { file: join(folder, name), match: pattern.exec(name) };
}
