import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { FaceSample } from "./face-sample";
import type { HashedSample } from "./split";

/** Adds the SHA-256 of the picture's bytes, without keeping the bytes. Rejects if the file cannot be read. */
export async function hashSample({ bytes, ...sample }: FaceSample): Promise<HashedSample> {
  return { ...sample, digest: bytes ? createHash("sha256").update(bytes).digest("hex") : await hashFile(sample.file) };
}

/** SHA-256 of a file, lower-case hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  // A pipe or a device may have no end, and one that nobody writes to would be waited for.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await handle.stat()).isFile()) throw new Error(`${file} is a folder, a pipe, a socket or a device`);
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Uint8Array);
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}
