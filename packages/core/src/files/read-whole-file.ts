import { readLocalFile } from "../weights/read-file-node";

/** Most bytes that are read where the caller says nothing else. */
const largestFile = 2 ** 30;

/**
 * Reads a file as `readFile` does, but never a pipe, a socket or a device, which may have no end, and nothing that would fill the memory.
 *
 * @param options - `maximumBytes`: default 1 GiB.
 * @throws What Node throws for a file that cannot be read; an Error that says so for what is no file or too large. Whoever calls knows what
 * the file should have been, and makes an error of it that says that.
 *
 * @example
 * ```ts
 * const bytes = await readWholeFile("predictions.jsonl");
 * ```
 */
export async function readWholeFile(
  file: string,
  { maximumBytes = largestFile }: { maximumBytes?: number } = {},
): Promise<Uint8Array> {
  return readLocalFile!(file, { signal: undefined, maximumBytes });
}

/** {@link readWholeFile}, as text in UTF-8. At most 256 MiB by default: a text takes more memory than its bytes. */
export async function readTextFile(file: string, { maximumBytes = 2 ** 28 } = {}): Promise<string> {
  return Buffer.from(await readWholeFile(file, { maximumBytes })).toString("utf8");
}
