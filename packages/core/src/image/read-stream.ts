import { DownloadError, ImageError } from "../errors";
import { reasonOf } from "../reason";
import { bytesOf } from "../values/bytes-of";
import { describeValue, isKind } from "../values/describe-value";
import { joinBytes } from "../values/join-bytes";
import { readBody } from "../weights/read-body";
import type { CompleteImageLimits } from "./image-limits";

/** What a stream may cost, and who may stop it. */
export interface ReadStreamOptions {
  readonly limits: CompleteImageLimits;
  readonly signal: AbortSignal | undefined;
}

/** Whether bytes of the input come one after the other: a Response, a stream of the web or of Node, another async iterable. */
export function isStream(input: unknown): boolean {
  return (
    isKind(input, "Response", "ReadableStream") ||
    (typeof input === "object" && input !== null && Symbol.asyncIterator in input)
  );
}

/**
 * All bytes of a Response or a stream.
 *
 * @throws ImageError if there are too many, the answer is an error or was read before, or what comes are no bytes.
 */
export async function readStream(input: object, { limits, signal }: ReadStreamOptions): Promise<Uint8Array> {
  const source = isKind(input, "Response") ? "the given Response" : "the given stream";
  try {
    if (isKind(input, "Response")) return await readResponse(input as Response, source, { limits, signal });
    // Not every browser can iterate over a stream; a Response reads it everywhere.
    if (isKind(input, "ReadableStream"))
      return await readResponse(new Response(input as ReadableStream), source, { limits, signal });
    return await readIterable(input as AsyncIterable<unknown>, source, { limits, signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ImageError) throw error;
    const problem =
      error instanceof DownloadError ? error.message : `Expected ${source} to end, but it failed: ${reasonOf(error)}.`;
    throw new ImageError(source, problem, { cause: error });
  }
}

async function readResponse(response: Response, source: string, { limits, signal }: ReadStreamOptions) {
  if (!response.ok)
    throw new ImageError(
      source,
      `Expected an image in ${source}, received HTTP status ${response.status} ${response.statusText.slice(0, 100)}. Check response.ok before.`,
    );
  if (response.bodyUsed)
    throw new ImageError(
      source,
      `Expected ${source} unread, but it has been read already. Hand over response.clone(), or the bytes that were read.`,
    );
  const { maximumBytes } = limits;
  return readBody(response, {
    file: source,
    maximumBytes,
    signal: signal ?? new AbortController().signal,
    onBytes() {},
  });
}

async function readIterable(
  input: AsyncIterable<unknown>,
  source: string,
  { limits: { maximumBytes }, signal }: ReadStreamOptions,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop closes the stream, so that what is too long is not read to its end.
  for await (const value of input) {
    signal?.throwIfAborted();
    const chunk = bytesOf(value);
    if (!chunk)
      throw new ImageError(
        source,
        `Expected ${source} to give bytes, received ${describeValue(value)}. Leave its encoding unset, so that it gives Buffers.`,
      );
    length += chunk.length;
    if (length > maximumBytes)
      throw new ImageError(
        source,
        `Expected an image of at most ${maximumBytes} bytes from ${source}, received more. Make it smaller, or raise maximumBytes.`,
      );
    chunks.push(chunk);
  }
  return joinBytes(chunks, length);
}
