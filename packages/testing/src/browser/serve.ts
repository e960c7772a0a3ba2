import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { brotliCompressSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".svg": "image/svg+xml",
  ".css": "text/css",
  ".webp": "image/webp",
  ".webmanifest": "application/manifest+json",
};

/** A web server on this machine alone, for files in memory. */
export interface Server extends AsyncDisposable {
  readonly origin: string;
  /** Paths that were asked for. */
  readonly requests: readonly string[];
}

/** What is sent with every file, and with every answer that there is none. */
export interface ServeOptions {
  /** Sends the headers that make pages cross-origin isolated, so that they may use threads. Default false. */
  readonly isolated?: boolean;
  /** Sends what is smaller for it in brotli, as servers of files that never change do. Default false. */
  readonly brotli?: boolean;
  /** Further headers, such as a Content-Security-Policy. */
  readonly headers?: Readonly<Record<string, string>>;
}

const isolating = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** What brotli makes smaller, by path; kept, since the best takes seconds for each megabyte. */
function compress(files: ReadonlyMap<string, Uint8Array | string>): Map<string, Uint8Array> {
  const small = [...files].map(([path, content]) => [path, brotliBytes(content)] as const);
  return new Map(small.filter(([path, bytes]) => bytes.length < Buffer.byteLength(files.get(path)!)));
}

const known = new Map<string, Uint8Array>();

/** Content after brotli at its best. */
export function brotliBytes(content: Uint8Array | string): Uint8Array {
  const hash = createHash("sha256").update(content).digest("hex");
  const bytes = known.get(hash) ?? brotliCompressSync(content);
  known.set(hash, bytes);
  return bytes;
}

/** @param files - By path, such as "/index.html", which is answered to "/" too. */
export async function serve(
  files: ReadonlyMap<string, Uint8Array | string>,
  { isolated = false, brotli = false, headers: further = {} }: ServeOptions = {},
): Promise<Server> {
  const compressed = brotli ? compress(files) : new Map<string, Uint8Array>();
  const headers = { ...(isolated ? isolating : {}), ...further };
  const requests: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    requests.push(pathname);
    const path = pathname.endsWith("/") && !files.has(pathname) ? `${pathname}index.html` : pathname;
    const content = files.get(path);
    if (content === undefined) {
      response.writeHead(404, headers).end();
      return;
    }
    const type = types[extname(path)] ?? "application/octet-stream";
    const small = compressed.get(path);
    const encoding = small ? { "content-encoding": "br" } : {};
    response.writeHead(200, { "content-type": type, ...encoding, ...headers }).end(small ?? content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
