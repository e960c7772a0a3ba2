import { InvalidArgumentError } from "@fagr/core";
import { bytesOf, type DownloadOptions, describeValue, fetchBytes, isKind } from "@fagr/core/backend";

/** A file by its location (URL, or path in Node) or by its bytes. */
export type FileSource = URL | string | Uint8Array | ArrayBuffer;

/** No detector's file is larger. */
const maximumBytes = 128 * 2 ** 20;

/**
 * The bytes of a file.
 *
 * @throws InvalidArgumentError if the source is none of the kinds.
 * @throws DownloadError if there is no such file.
 */
export async function readFile(source: FileSource, options: DownloadOptions): Promise<Uint8Array> {
  const bytes = bytesOf(source);
  if (bytes) return bytes;
  const { fetch, signal, onProgress, timeout } = options;
  if (typeof source === "string" || isKind(source, "URL"))
    return fetchBytes(source as URL | string, { fetch, signal, onProgress, timeout, maximumBytes });
  throw new InvalidArgumentError(
    `Expected a file as a URL, a path, a Uint8Array or an ArrayBuffer, received ${describeValue(source)}.`,
  );
}

/**
 * Options whose progress states the file's size even if a server compresses the file and does not state it.
 *
 * @param totalBytes - Called at every report; null while the size is unknown.
 */
export function withTotal(options: DownloadOptions, totalBytes: () => number | null): DownloadOptions {
  const { onProgress } = options;
  if (!onProgress) return options;
  return {
    ...options,
    onProgress: (progress) => onProgress({ ...progress, totalBytes: totalBytes() ?? progress.totalBytes }),
  };
}
