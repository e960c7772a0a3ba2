import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, normalize } from "node:path";
import { DataError } from "@fagr/core";

const imageName = /\.(jpe?g|png|webp)$/i;

/** Whether a name is that of a picture. */
export const isImage = (name: string): boolean => imageName.test(name);

/** Names of a folder's entries, sorted, so that every run sees the same order. */
export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * Lists a folder.
 *
 * @param what - What it should be, for the message: "a folder of ...".
 * @throws DataError if it cannot be read.
 */
export async function listFolder(folder: string, what: string): Promise<FolderEntries> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new DataError(
      folder,
      `Expected ${what} at ${folder}, but it cannot be read: ${(cause as Error).message}. Check the path.`,
      { cause },
    );
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of entries) ((await isFolder(entry, folder)) ? folders : files).push(entry.name);
  return { files, folders };
}

/** Large data sets are often linked from another disk. */
async function isFolder(entry: Dirent, parent: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(join(parent, entry.name)).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

/**
 * Finds which of many listed files exist. Each folder is read once: a look-up for each of hundreds of thousands of files takes
 * minutes on a network disk.
 */
export class FileIndex {
  readonly #folders = new Map<string, Promise<ReadonlySet<string>>>();

  /** Whether the file, or the folder, is there. */
  async has(path: string): Promise<boolean> {
    return (await this.#namesIn(dirname(path))).has(basename(path));
  }

  #namesIn(folder: string): Promise<ReadonlySet<string>> {
    let names = this.#folders.get(folder);
    if (!names) {
      names = readdir(folder).then(
        (entries) => new Set(entries),
        () => new Set(),
      );
      this.#folders.set(folder, names);
    }
    return names;
  }

  /**
   * A file named in a table, relative to a folder, or absolute; also if the table was made on another system, with backslashes or
   * another Unicode form of accents.
   */
  async find(folder: string, name: string): Promise<string | undefined> {
    // Other programs write where a picture lies on this machine.
    if (isAbsolute(name) && (await this.has(name))) return normalize(name);
    const slashes = name.replaceAll("\\", "/");
    const forms = [name, slashes, slashes.normalize("NFC"), slashes.normalize("NFD")];
    return this.firstOf(folder, [...new Set(forms)]);
  }

  /** A file with the same name in another case, as the end of a sentence about the missing one. */
  async describeSimilar(path: string): Promise<string> {
    const wanted = fold(basename(path.replaceAll("\\", "/")));
    const found = [...(await this.#namesIn(dirname(path.replaceAll("\\", "/"))))].find((name) => fold(name) === wanted);
    return found === undefined ? "" : ` (there is ${found})`;
  }

  /** The first of the paths, relative to the folder, that is there. */
  async firstOf(folder: string, paths: readonly string[]): Promise<string | undefined> {
    for (const path of paths) if (await this.has(join(folder, path))) return join(folder, path);
    return undefined;
  }
}

const fold = (name: string) => name.normalize("NFC").toLowerCase();

/** Why a file named in the labels is skipped. */
export const listedButMissing = "listed, but there is no such file";

/** The error of a data set without usable pictures. */
export function emptyError(path: string, expected: string): DataError {
  return new DataError(
    path,
    `Expected ${expected} in ${path}, found none that can be read. Check that it is the folder described in docs/guides/data-sets.md.`,
  );
}
