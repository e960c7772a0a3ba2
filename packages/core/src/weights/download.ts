import { readLocalFile } from "#read-file";
import { DownloadError, InvalidArgumentError } from "../errors";
import { reasonOf } from "../reason";
import { checkOptions } from "../values/check-options";
import { describeValue, isKind } from "../values/describe-value";
import { hintForSimulatedPage } from "../values/simulated-page";
import { untilAborted } from "../values/until-aborted";
import { checkTimeout, watchSilence } from "../values/watch-silence";
import { followRedirects } from "./follow-redirects";
import { readBody } from "./read-body";
import { hidePasswords, shortenLocation } from "./shorten-location";

/** Progress of a download. */
export interface DownloadProgress {
  /** The URL or path. */
  readonly file: string;
  readonly loadedBytes: number;
  /** null if the server does not say. */
  readonly totalBytes: number | null;
}

/** How to fetch. */
export interface DownloadOptions {
  /** Instead of the platform's fetch, for example with a proxy or credentials. Local files do not go through it. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Stops; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called as bytes arrive, and once when all have arrived. */
  onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /**
   * Milliseconds that a server or a stream may pause, before its answer and between its bytes; the whole may take forty times as
   * long. Default 15,000.
   */
  timeout?: number | undefined;
}

/** Names of the options. */
export const downloadOptionNames = [
  "fetch",
  "signal",
  "onProgress",
  "timeout",
] as const satisfies readonly (keyof DownloadOptions)[];

/** How to download, and how much. */
export interface FetchBytesOptions extends DownloadOptions {
  /** Most bytes of the file, as it is after decompression. Default 1 GiB. */
  maximumBytes?: number | undefined;
}

/**
 * All bytes of a file. In Node, paths and `file:` URLs are read from the disk; everything else, and in the browser everything,
 * goes through fetch (so a plain path is relative to the page). Devices, pipes and files larger than `maximumBytes` are refused.
 *
 * @throws InvalidArgumentError for an invalid location, and for unknown options.
 * @throws DownloadError if there is no such file, it is too large, the server answers with an error status or does not respond
 * for too long, or the connection fails. Passwords and signatures in addresses are not repeated in messages.
 *
 * @example
 * ```ts
 * const bytes = await fetchBytes("https://example.org/model.bin", {
 *   onProgress: ({ loadedBytes, totalBytes }) => console.log(loadedBytes, "of", totalBytes),
 * });
 * ```
 */
export async function fetchBytes(location: URL | string, options: FetchBytesOptions = {}): Promise<Uint8Array> {
  if (typeof location !== "string" && !isKind(location, "URL"))
    throw new InvalidArgumentError(`Expected a path or a URL, received ${describeValue(location)}.`);
  checkOptions(options, [...downloadOptionNames, "maximumBytes"], "fetchBytes()");
  const { signal, onProgress, maximumBytes = 2 ** 30, timeout = 15_000 } = options;
  checkTimeout(timeout);
  if (!(typeof maximumBytes === "number" && maximumBytes >= 0))
    throw new InvalidArgumentError(
      `Expected maximumBytes to be a number >= 0, received ${describeValue(maximumBytes)}.`,
    );
  const file = String(location);
  signal?.throwIfAborted();
  const bytes = isLocal(file)
    ? await readLocal(file, { signal, maximumBytes })
    : await readRemote(file, { ...options, maximumBytes, timeout });
  onProgress?.({ file, loadedBytes: bytes.length, totalBytes: bytes.length });
  return bytes;
}

/** In a browser, paths are addresses of the page's server. */
const isWeb = (location: string) => /^https?:/i.test(location) || !/^[a-z][a-z0-9+.-]*:/i.test(location);

/** Where a relative path starts, which is a common mistake. */
function startOf(path: string): string {
  if (path.startsWith("~")) return "; only shells expand ~, so use os.homedir()";
  const isWhole = /^(?:[\\/]|[a-z]+:)/i.test(path);
  return isWhole ? "" : `; relative paths start at the working directory, ${shortenLocation(process.cwd())}`;
}

/** Whether {@link fetchBytes} reads this location from the disk. A single letter before the colon is a Windows drive. */
export function isLocal(location: string): boolean {
  return readLocalFile !== null && (/^file:/i.test(location) || !/^[a-z][a-z0-9+.-]+:/i.test(location));
}

async function readLocal(
  location: string,
  options: { signal: AbortSignal | undefined; maximumBytes: number },
): Promise<Uint8Array> {
  const file = shortenLocation(location);
  try {
    return await readLocalFile!(location, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    const { code } = error as { code?: string };
    const problem =
      code === "ENOENT"
        ? `there is none. Check the path${startOf(location)}`
        : code === "EISDIR"
          ? "this is a directory. Pass the path of a file in it"
          : `it cannot be read: ${hidePasswords(reasonOf(error)).slice(0, 400)}`;
    throw new DownloadError(file, `Expected a file at ${file}, but ${problem}.`, { cause: error });
  }
}

/** Advice for an address that could not be reached. */
function whyUnreachable(location: string): string {
  if (/^data:/i.test(location))
    return "Check that it is complete: data:image/jpeg;base64, and the file in base64 after it.";
  if (/^blob:/i.test(location)) return "Check that it was created in this page and not revoked.";
  if (!readLocalFile && /^(?:file|[a-z]):/i.test(location))
    return "A page cannot read files by their path: let people choose a file, and pass that file.";
  if (!isWeb(location)) return "Only addresses that begin with http:, https:, data: or blob: can be read.";
  return "Check the address and the network; in a browser, the server must also allow this page's origin (CORS).";
}

async function readRemote(
  location: string,
  options: FetchBytesOptions & { maximumBytes: number; timeout: number },
): Promise<Uint8Array> {
  const { fetch = globalThis.fetch, signal, onProgress, timeout, maximumBytes } = options;
  const file = shortenLocation(location);
  if (typeof fetch !== "function")
    throw new DownloadError(
      file,
      `Expected the file ${file}, but there is no fetch function to download it.${hintForSimulatedPage() || " Pass one as the option fetch."}`,
    );
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const watch = watchSilence(timeout, (happened) =>
    stop.abort(
      new DownloadError(file, `Expected the file ${file}, but ${happened}. Try again, or set a longer timeout.`),
    ),
  );
  try {
    // A page's browser looks after its own network, and does not tell where a server sends to.
    const asked =
      isWeb(location) && readLocalFile
        ? followRedirects(fetch, location, stop.signal)
        : fetch(location, { signal: stop.signal });
    // A fetch of the caller's own may not look at its signal.
    const response = await untilAborted(asked, stop.signal);
    if (!response.ok) {
      await response.body?.cancel().catch(() => {});
      throw new DownloadError(
        file,
        `Expected the file ${file}, received HTTP status ${response.status} ${response.statusText.slice(0, 100)}. Check that the address is right and that the server lets you read it.`,
      );
    }
    return await readBody(response, {
      file,
      maximumBytes,
      signal: stop.signal,
      onBytes(loadedBytes, totalBytes) {
        watch.heard();
        if (loadedBytes !== totalBytes) onProgress?.({ file: location, loadedBytes, totalBytes });
      },
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof DownloadError) throw error;
    if (stop.signal.aborted) throw stop.signal.reason;
    throw new DownloadError(
      file,
      `Expected the file ${file}, but the connection failed: ${hidePasswords(reasonOf(error)).slice(0, 400)}. ${whyUnreachable(location)}`,
      { cause: error },
    );
  } finally {
    watch.end();
    signal?.removeEventListener("abort", abort);
    // Whatever of the answer is still on its way.
    stop.abort();
  }
}
