import { InvalidArgumentError } from "@fagr/core";
import { type DownloadOptions, fetchBytes } from "@fagr/core/backend";

/** A file by its location (URL, or path in Node) or by its bytes. */
export type FileSource = URL | string | Uint8Array | ArrayBuffer;

/**
 * The bytes of a file.
 *
 * @throws InvalidArgumentError if the source is none of the kinds.
 * @throws DownloadError if there is no such file.
 */
export async function readFile(source: FileSource, options: DownloadOptions): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof source === "string" || source instanceof URL) return fetchBytes(source, options);
  throw new InvalidArgumentError(
    `Expected a file as a URL, a path, a Uint8Array or an ArrayBuffer, received ${source === null ? "null" : typeof source}.`,
  );
}
