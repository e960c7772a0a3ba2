import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ReadLocalFile } from "./read-file";

/** Reads a `file:` URL or a path from the disk. */
export const readLocalFile: ReadLocalFile | null = async (location, signal) => {
  const path = location.startsWith("file:") ? fileURLToPath(location) : location;
  const bytes = await readFile(path, { signal });
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
