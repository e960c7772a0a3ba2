import { access, lstat, mkdir, realpath } from "node:fs/promises";
import { join, parse, resolve } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import { isAnnotation } from "./annotation-mark";

/** Where an annotated picture goes, and as what. */
export interface OutputFile {
  readonly path: string;
  readonly format: "png" | "jpeg";
}

/**
 * Names for annotated pictures in one folder: the source's own name, or "name-2", "name-3" where that is taken by
 * another source, by an input or by any file that this program did not write.
 */
export class OutputFiles {
  readonly #folder: string;
  readonly #inputs: ReadonlySet<string>;
  readonly #bySource = new Map<string, OutputFile>();
  readonly #taken = new Set<string>();

  private constructor(folder: string, inputs: ReadonlySet<string>) {
    this.#folder = folder;
    this.#inputs = inputs;
  }

  /** Makes the folder if it is not there. `inputs` are the files that must never be written. */
  static async create(folder: string, inputs: readonly string[]): Promise<OutputFiles> {
    try {
      await mkdir(folder, { recursive: true });
    } catch (cause) {
      throw new InvalidArgumentError(
        `Annotated pictures cannot go to ${folder}: it is not a folder and cannot be made one. Name another with --annotate.`,
        { cause },
      );
    }
    return new OutputFiles(folder, new Set(await Promise.all(inputs.map(realName))));
  }

  /** The same source always gets the same file. JPEG and PNG keep their extension, other formats become PNG. */
  async fileFor(source: string): Promise<OutputFile> {
    const known = this.#bySource.get(resolve(source));
    if (known) return known;
    const { name: whole, ext } = parse(source);
    const isJpeg = /^\.jpe?g$/i.test(ext);
    const extension = isJpeg || /^\.png$/i.test(ext) ? ext : ".png";
    const name = shorten(whole);
    let path = join(this.#folder, name + extension);
    for (let number = 2; await this.#isTaken(path); number++)
      path = join(this.#folder, `${name}-${number}${extension}`);
    const file: OutputFile = { path, format: isJpeg ? "jpeg" : "png" };
    this.#bySource.set(resolve(source), file);
    this.#taken.add(resolve(path).toLowerCase());
    return file;
  }

  async #isTaken(path: string): Promise<boolean> {
    // Lower case: some file systems hold A.png and a.png to be one file.
    if (this.#taken.has(resolve(path).toLowerCase())) return true;
    if (this.#inputs.has(await realName(path))) return true;
    // A link leads who knows where; what it points to is not ours to write.
    if (await isLink(path)) return true;
    return (await exists(path)) && !(await isAnnotation(path));
  }
}

/** The path with links followed; of a file that is not there, the path itself. */
async function realName(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (status) => status.isSymbolicLink(),
    () => false,
  );
}

/** Names may have 255 bytes; a number and an ending, perhaps a longer one than the source's, still have to fit. */
function shorten(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > 230) short = [...short].slice(0, -1).join("");
  return short;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
