import { readLocalFile } from "#read-file";
import { DownloadError } from "../errors";
import { reasonOf } from "../reason";

/** How far a download is. */
export interface DownloadProgress {
  /** The URL or path. */
  readonly file: string;
  readonly loadedBytes: number;
  /** null where the server does not say. */
  readonly totalBytes: number | null;
}

/** How to fetch. */
export interface DownloadOptions {
  /** Instead of the platform's fetch, for example with a proxy or credentials. Local files do not go through it. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Stops; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called as bytes arrive, and once when all are here. */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * All bytes of a file. In Node, paths and `file:` URLs are read from the disk; everything else, and in the browser
 * everything, goes through fetch (so a plain path is relative to the page).
 *
 * @throws DownloadError if there is no such file, the server answers with an error status, or the connection fails.
 *
 * @example
 * ```ts
 * const bytes = await fetchBytes("https://example.org/model.bin", {
 *   onProgress: ({ loadedBytes, totalBytes }) => console.log(loadedBytes, "of", totalBytes),
 * });
 * ```
 */
export async function fetchBytes(location: URL | string, options: DownloadOptions = {}): Promise<Uint8Array> {
  const { signal, onProgress } = options;
  const file = String(location);
  signal?.throwIfAborted();
  const bytes = isLocal(file) ? await readLocal(file, signal) : await readRemote(file, options);
  onProgress?.({ file, loadedBytes: bytes.length, totalBytes: bytes.length });
  return bytes;
}

/** Whether {@link fetchBytes} reads this location from the disk. A single letter before the colon is a Windows drive. */
export function isLocal(location: string): boolean {
  return readLocalFile !== null && (/^file:/i.test(location) || !/^[a-z][a-z0-9+.-]+:/i.test(location));
}

async function readLocal(file: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await readLocalFile!(file, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as { code?: string };
    const problem =
      code === "ENOENT"
        ? "there is none. Check the path; relative paths start at the working directory"
        : code === "EISDIR"
          ? "this is a directory. Give the path of a file in it"
          : `it cannot be read: ${reasonOf(error)}`;
    throw new DownloadError(file, `Expected a file at ${file}, but ${problem}.`, { cause: error });
  }
}

async function readRemote(
  file: string,
  { fetch = globalThis.fetch, signal, onProgress }: DownloadOptions,
): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(file, signal ? { signal } : {});
  } catch (error) {
    throw connectionError(file, error, signal);
  }
  if (!response.ok)
    throw new DownloadError(
      file,
      `Expected the file ${shorten(file)}, received HTTP status ${response.status} ${response.statusText}. Check that the address is right and that the server lets you read it.`,
    );
  try {
    return await readBody(response, (loadedBytes, totalBytes) => onProgress?.({ file, loadedBytes, totalBytes }));
  } catch (error) {
    throw connectionError(file, error, signal);
  }
}

function connectionError(file: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  return new DownloadError(
    file,
    `Expected the file ${shorten(file)}, but the connection failed: ${reasonOf(error)}. Check the address and the network; in a browser, the server must also allow this page's origin (CORS).`,
    { cause: error },
  );
}

async function readBody(
  response: Response,
  report: (loadedBytes: number, totalBytes: number | null) => void,
): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  // Content-Length counts the bytes on the wire, which are fewer than the file's where the server compresses.
  const length = response.headers.get("content-encoding") ? null : response.headers.get("content-length");
  const totalBytes = length === null ? null : Number(length);
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    loadedBytes += next.value.length;
    if (loadedBytes !== totalBytes) report(loadedBytes, totalBytes);
  }
  const bytes = new Uint8Array(loadedBytes);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** `data:` URLs carry the whole file in them. */
function shorten(file: string): string {
  return file.length > 200 ? `${file.slice(0, 60)}…` : file;
}
