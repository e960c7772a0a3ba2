import { stat } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { glob } from "tinyglobby";

/** An image to answer, or an input that led to none and why. */
export interface FoundImage {
  readonly file: string;
  readonly error?: string;
}

const imagesBelow = "**/*.{jpg,jpeg,png,webp}";

/**
 * Files, folders and globs as one list of image files, in the order of the inputs. What a folder or a glob gives is
 * sorted by name; folders are searched to the bottom.
 */
export async function findImages(inputs: readonly string[]): Promise<FoundImage[]> {
  const found: FoundImage[] = [];
  for (const input of inputs) found.push(...(await findInput(input)));
  return found;
}

async function findInput(input: string): Promise<FoundImage[]> {
  // What exists is taken by its name even if it looks like a glob, such as "holiday [1].jpg".
  const status = await stat(input).catch(() => null);
  if (status?.isDirectory()) {
    const names = await glob(imagesBelow, { cwd: input, caseSensitiveMatch: false, expandDirectories: false });
    if (names.length === 0)
      return [{ file: input, error: `The folder ${input} holds no images (.jpg, .jpeg, .png or .webp).` }];
    return names.sort().map((name) => ({ file: join(input, name) }));
  }
  if (status) return [{ file: input }];
  if (!/[*?[\]{}()!]/.test(input))
    return [{ file: input, error: `There is no file or folder ${input}. Check the path and where you run this.` }];
  const pattern = sep === "\\" ? input.replaceAll("\\", "/") : input;
  const files = await glob(pattern, { absolute: isAbsolute(input), expandDirectories: false });
  if (files.length === 0) return [{ file: input, error: `No file matches ${input}.` }];
  return files.sort().map((file) => ({ file }));
}
