import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { glob } from "tinyglobby";
import { isAnnotation } from "./annotate/annotation-mark";

/** An image to answer, or an input that led to none and why. */
export interface FoundImage {
  readonly file: string;
  readonly error?: string;
}

/** What there is to answer, and what was left out. */
export interface FoundImages {
  readonly images: readonly FoundImage[];
  /** Sentences about what folders hold and is not read, such as pictures of other formats. */
  readonly leftOut: readonly string[];
  /** How many pictures this program has drawn itself, and so are no inputs. */
  readonly annotations: number;
}

/** How much is searched. */
export interface FindOptions {
  /** Most files. Default 1,000,000. */
  readonly mostFiles?: number;
}

const readable = /\.(jpe?g|jfif|png|webp|gif|avif|tiff?)$/i;
/** Pictures that cannot be read here, by their names. */
const otherPictures = /\.(heic|heif|bmp|jxl|jp2|j2k|psd|svg|ico|raw|dng|cr2|cr3|nef|arw|orf|rw2|pdf)$/i;
const readableNames = ".jpg, .jpeg, .jfif, .png, .webp, .gif, .avif or .tiff";
const deepest = 64;

/**
 * Files, folders and globs as one list of image files, in the order of the inputs. What a folder or a glob gives is
 * sorted by name; folders are searched to the bottom, each once, whatever links lead to it, but for links to folders above. What
 * cannot be read, folders and dead links too, is an image with an error.
 */
export async function findImages(inputs: readonly string[], options: FindOptions = {}): Promise<FoundImages> {
  const images: FoundImage[] = [];
  const leftOut: string[] = [];
  let annotations = 0;
  for (const input of inputs) {
    const found = await findInput(input, options);
    for (const image of found.images) images.push(image);
    leftOut.push(...found.leftOut);
    annotations += found.annotations;
  }
  return { images, leftOut, annotations };
}

async function findInput(input: string, search: FindOptions): Promise<FoundImages> {
  const only = (image: FoundImage) => ({ images: [image], leftOut: [], annotations: 0 });
  // What exists is taken by its name even if it looks like a glob, such as "holiday [1].jpg".
  const status = await stat(input).catch(
    (error: NodeJS.ErrnoException): Pick<NodeJS.ErrnoException, "code" | "message"> => ({
      code: error.code ?? "unknown",
      message: error.message,
    }),
  );
  if ("isDirectory" in status) return status.isDirectory() ? searchFolder(input, search) : only({ file: input });
  if (status.code !== "ENOENT" && status.code !== "ENOTDIR")
    return only({ file: input, error: `${input} cannot be accessed: ${status.message}.` });
  if (/^https?:\/\//i.test(input))
    return only({
      file: input,
      error: `${input} is an address, and files of this machine are read: download it first.`,
    });
  if (!/[*?[\]{}()!]/.test(input))
    return only({ file: input, error: `There is no file or folder ${input}. Check the path and where you run this.` });
  const pattern = sep === "\\" ? input.replaceAll("\\", "/") : input;
  const files = await glob(pattern, { absolute: isAbsolute(input), expandDirectories: false });
  if (files.length === 0) return only({ file: input, error: `No file matches ${input}.` });
  const images: FoundImage[] = [];
  for (const file of files.sort()) if (!(await isAnnotation(file))) images.push({ file });
  return { images, leftOut: [], annotations: files.length - images.length };
}

async function searchFolder(folder: string, search: FindOptions): Promise<FoundImages> {
  const walk = new FolderWalk(await realName(folder), search);
  await walk.enter(folder, 0);
  const images = walk.images.sort((one, other) => (one.file < other.file ? -1 : 1));
  const leftOut = [...walk.others].sort().map(([ending, names]) => {
    const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ", …" : "");
    return `${folder}: ${names.length} picture${names.length === 1 ? "" : "s"} ending in ${ending} left out, which cannot be read here (${shown}). Convert them to JPEG.`;
  });
  if (images.length === 0)
    images.push({ file: folder, error: `The folder ${folder} holds no images (${readableNames}).` });
  return { images, leftOut, annotations: walk.annotations };
}

/** One search of a folder to its bottom. */
class FolderWalk {
  readonly images: FoundImage[] = [];
  /** Names of pictures that cannot be read, by their ending. */
  readonly others = new Map<string, string[]>();
  annotations = 0;
  readonly #start: string;
  readonly #search: FindOptions;
  readonly #seen = new Set<string>();

  /** @param start - The folder, by its real name. */
  constructor(start: string, search: FindOptions) {
    this.#start = start;
    this.#search = search;
  }

  async enter(folder: string, depth: number): Promise<void> {
    const real = await realName(folder);
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    if (depth > deepest) return this.#fail(folder, `lies more than ${deepest} folders deep, and is not searched`);
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      return this.#fail(folder, `cannot be searched: ${(error as Error).message}`);
    }
    // Hidden ones are no pictures of the user's: thumbnails, and what a Mac leaves on other systems' disks.
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1)))
      if (!entry.name.startsWith(".")) await this.#take(entry, join(folder, entry.name), depth);
  }

  async #take(entry: Dirent, path: string, depth: number): Promise<void> {
    let isFolder = entry.isDirectory();
    if (entry.isSymbolicLink()) {
      const target = await stat(path).catch(() => undefined);
      if (!target) {
        if (readable.test(entry.name)) this.#fail(path, "is a broken link");
        return;
      }
      isFolder = target.isDirectory();
      // Through a link to the root the whole disk would be searched.
      if (isFolder && this.#liesIn(await realName(path)))
        return this.#fail(path, "is a link to a parent of the searched folder, and is not followed");
    }
    if (isFolder) return this.enter(path, depth + 1);
    const { mostFiles = 1_000_000 } = this.#search;
    if (this.images.length >= mostFiles) return;
    if (readable.test(entry.name)) {
      if (await isAnnotation(path)) this.annotations++;
      else this.images.push({ file: path });
    }
    if (this.images.length === mostFiles)
      this.#fail(path, `and the rest is skipped: the limit is ${mostFiles} pictures`);
    const [ending] = otherPictures.exec(entry.name) ?? [];
    if (ending === undefined) return;
    const names = this.others.get(ending.toLowerCase()) ?? [];
    names.push(entry.name);
    this.others.set(ending.toLowerCase(), names);
  }

  #liesIn(folder: string): boolean {
    return this.#start !== folder && this.#start.startsWith(folder.endsWith(sep) ? folder : folder + sep);
  }

  #fail(file: string, what: string): void {
    this.images.push({ file, error: `${file} ${what}.` });
  }
}

async function realName(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
