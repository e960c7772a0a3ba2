import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { FaceSample } from "./face-sample";
import type { HashedSample } from "./split";

/** Adds the SHA-256 of the picture's bytes, and leaves the bytes themselves behind. Rejects if the file cannot be read. */
export async function hashSample({ bytes, ...sample }: FaceSample): Promise<HashedSample> {
  return { ...sample, digest: bytes ? createHash("sha256").update(bytes).digest("hex") : await hashFile(sample.file) };
}

/** SHA-256 of a file, lower-case hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
