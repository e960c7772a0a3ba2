import { sha256Hex } from "../weights/integrity";

/** Files that are downloaded once and stored, for everything that takes a `fetch`: models, weights, detectors. */
export interface FileCache {
  /**
   * Answers from the cache, otherwise from the network, and stores complete answers with status 200. Pass it as the option
   * `fetch`. If a file cannot be stored, on a full disk for example, the answer is still returned.
   */
  readonly fetch: typeof globalThis.fetch;
  /** Whether a file is stored complete and undamaged, so that it is available offline. */
  isCached(location: URL | string): Promise<boolean>;
  /** Deletes everything stored under the cache's name. */
  clear(): Promise<void>;
}

/** Stores files by the SHA-256 of their address. */
export interface FileStore {
  /** The file's bytes and their SHA-256 when they were stored; null if there is none. */
  read(key: string): Promise<KeptFile | null>;
  write(key: string, file: KeptFile): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** A file as it is kept. */
export interface KeptFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A cache on a store. `fetch` downloads files. */
export function createFileCache(store: FileStore, network: typeof globalThis.fetch): FileCache {
  const keyOf = (location: string) => sha256Hex(new TextEncoder().encode(location));
  /** Null also for a file that was damaged since; it is deleted. */
  const find = async (key: string): Promise<KeptFile | null> => {
    const kept = await store.read(key).catch(() => null);
    if (!kept) return null;
    if ((await sha256Hex(kept.bytes)) === kept.sha256) return kept;
    await store.remove(key).catch(() => {});
    return null;
  };
  return {
    async fetch(input, options) {
      const request = { method: options?.method ?? (isRequest(input) ? input.method : "GET") };
      // What depends on more than the address is not kept.
      if (request.method !== "GET" || isRequest(input)) return network(input, options);
      options?.signal?.throwIfAborted();
      const key = await keyOf(fullAddress(input));
      const kept = await find(key);
      if (kept) return toResponse(kept.bytes);
      const response = await network(input, options);
      if (response.status !== 200 || !response.body) return response;
      const keep = async (bytes: Uint8Array) =>
        store.write(key, { bytes, sha256: await sha256Hex(bytes) }).catch(() => {});
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(collect(keep)), { status, statusText, headers });
    },
    async isCached(location) {
      return (await find(await keyOf(fullAddress(location)))) !== null;
    },
    clear: () => store.clear(),
  };
}

const isRequest = (input: unknown): input is Request =>
  typeof input === "object" && input !== null && "method" in input && "url" in input;

/** In a page, addresses are relative to it. */
function fullAddress(location: URL | string): string {
  const { document } = globalThis as { document?: { baseURI: string } };
  return new URL(String(location), document?.baseURI).href;
}

function toResponse(bytes: Uint8Array): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-length": String(bytes.length) } });
}

/** Passes bytes on, and hands over all of them only once the last one has passed. */
function collect(keep: (bytes: Uint8Array) => Promise<void>): TransformStream<Uint8Array, Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new TransformStream({
    transform(chunk, controller) {
      // A copy, which slice() of a Buffer is not: whoever reads may hand the chunk's memory on.
      chunks.push(new Uint8Array(chunk));
      controller.enqueue(chunk);
    },
    async flush() {
      const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, offset);
        offset += chunk.length;
      }
      await keep(bytes);
    },
  });
}
