import { DownloadError } from "../errors";
import { joinBytes } from "../values/join-bytes";

/** How a body is read. */
export interface ReadBodyOptions {
  /** The address, for messages. */
  readonly file: string;
  readonly maximumBytes: number;
  /** Ends the reading; the promise rejects with its reason. */
  readonly signal: AbortSignal;
  /** Called as bytes arrive. */
  readonly onBytes: (loadedBytes: number, totalBytes: number | null) => void;
}

/**
 * All bytes of a response, as they are after decompression.
 *
 * @throws DownloadError as soon as there are more than the most.
 */
export async function readBody(response: Response, options: ReadBodyOptions): Promise<Uint8Array> {
  const { maximumBytes, signal, onBytes } = options;
  // Content-Length counts the bytes on the wire, which are fewer than the file's where the server compresses.
  const length = response.headers.get("content-encoding") ? null : response.headers.get("content-length");
  const totalBytes = length === null ? null : Number(length);
  if (totalBytes !== null && totalBytes > maximumBytes) {
    await response.body?.cancel().catch(() => {});
    throw tooLarge(options, `${totalBytes} bytes`);
  }
  if (!response.body) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > maximumBytes) throw tooLarge(options, `${bytes.length} bytes`);
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  const reader = response.body.getReader();
  const abort = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", abort, { once: true });
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      loadedBytes += next.value.length;
      if (loadedBytes > maximumBytes) throw tooLarge(options, "more");
      chunks.push(next.value);
      onBytes(loadedBytes, totalBytes);
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener("abort", abort);
    await reader.cancel().catch(() => {});
  }
  return joinBytes(chunks, loadedBytes);
}

function tooLarge({ file, maximumBytes }: ReadBodyOptions, received: string): DownloadError {
  return new DownloadError(
    file,
    `Expected at most ${maximumBytes} bytes from ${file}, received ${received}. It may be the wrong file; otherwise raise the limit.`,
  );
}
