import { ImageError } from "../errors";
import { reasonOf } from "../reason";
import { bytesOf } from "../values/bytes-of";
import { describeValue, isKind } from "../values/describe-value";
import { joinBytes } from "../values/join-bytes";
import { untilAborted } from "../values/until-aborted";
import { checkTimeout, watchSilence } from "../values/watch-silence";
import type { CompleteImageLimits } from "./image-limits";

/** Limits of a stream, and a signal that stops it. */
export interface ReadStreamOptions {
  readonly limits: CompleteImageLimits;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds without data; the whole may take forty times as long. Default 15,000. */
  readonly timeout?: number | undefined;
}

/** Whether the input is a stream of bytes: a Response, a stream of the web or of Node, another async iterable. */
export function isStream(input: unknown): boolean {
  return (
    isKind(input, "Response", "ReadableStream") ||
    (typeof input === "object" && input !== null && Symbol.asyncIterator in input)
  );
}

/**
 * All bytes of a Response or a stream. An abort, too many bytes or a long silence end the stream.
 *
 * @throws ImageError if there are too many, none arrive for too long, the answer is an error or was read before, or the stream
 * contains something other than bytes.
 */
export async function readStream(
  input: object,
  { limits, signal, timeout = 15_000 }: ReadStreamOptions,
): Promise<Uint8Array> {
  const source = isKind(input, "Response") ? "the given Response" : "the given stream";
  checkTimeout(timeout);
  signal?.throwIfAborted();
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const watch = watchSilence(timeout, (happened) =>
    stop.abort(
      new ImageError(
        source,
        `Expected ${source} to end, but ${happened}. If it is that slow, pass loadImage() a longer timeout.`,
      ),
    ),
  );
  let chunks: Chunks | undefined;
  try {
    chunks = chunksOf(input, source);
    return await readAll(chunks, { source, limits, signal: stop.signal, heard: watch.heard });
  } catch (error) {
    chunks?.close();
    signal?.throwIfAborted();
    if (error instanceof ImageError) throw error;
    throw new ImageError(source, `Expected ${source} to end, but it failed: ${reasonOf(error)}.`, { cause: error });
  } finally {
    watch.end();
    signal?.removeEventListener("abort", abort);
  }
}

/** Gives one piece after the other, and can be cancelled. */
interface Chunks {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  close(): void;
}

function chunksOf(input: object, source: string): Chunks {
  const stream = isKind(input, "Response") ? bodyOf(input as Response, source) : input;
  if (!stream) return { next: async () => ({ done: true }), close() {} };
  // Not every browser can iterate over a stream.
  if (isKind(stream, "ReadableStream")) {
    const reader = (stream as ReadableStream<unknown>).getReader();
    return { next: () => reader.read(), close: () => void reader.cancel().catch(() => {}) };
  }
  const iterable = stream as AsyncIterable<unknown> & { destroy?: unknown };
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    next: async () => iterator.next(),
    close() {
      // The iterator of a Node stream that is silent would wait for its next piece before it ended it.
      if (typeof iterable.destroy === "function") iterable.destroy();
      else void Promise.resolve(iterator.return?.()).catch(() => {});
    },
  };
}

function bodyOf(response: Response, source: string): object | null {
  if (!response.ok)
    throw new ImageError(
      source,
      `Expected an image in ${source}, received HTTP status ${response.status} ${response.statusText.slice(0, 100)}. Check response.ok first.`,
    );
  if (response.bodyUsed)
    throw new ImageError(
      source,
      `Expected ${source} unread, but it has been read already. Hand over response.clone(), or the bytes that were read.`,
    );
  return response.body;
}

interface ReadAllOptions {
  readonly source: string;
  readonly limits: CompleteImageLimits;
  readonly signal: AbortSignal;
  /** Called for each piece. */
  heard(): void;
}

async function readAll(
  chunks: Chunks,
  { source, limits: { maximumBytes }, signal, heard }: ReadAllOptions,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await untilAborted(chunks.next(), signal);
    if (done) return joinBytes(pieces, length);
    heard();
    const piece = bytesOf(value);
    if (!piece)
      throw new ImageError(
        source,
        `Expected ${source} to give bytes, received ${describeValue(value)}. Leave its encoding unset, so that it gives Buffers.`,
      );
    length += piece.length;
    if (length > maximumBytes)
      throw new ImageError(
        source,
        `Expected an image of at most ${maximumBytes} bytes from ${source}, received more. Make it smaller, or raise maximumBytes.`,
      );
    pieces.push(piece);
  }
}
