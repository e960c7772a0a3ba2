import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

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
};

/** A web server on this machine alone, for files in memory. */
export interface Server extends AsyncDisposable {
  readonly origin: string;
  /** Paths that were asked for. */
  readonly requests: readonly string[];
}

/**
 * @param files - By path, such as "/index.html", which is answered to "/" too.
 * @param isolated - Sends the headers that make pages cross-origin isolated, so that they may use threads.
 */
export async function serve(files: ReadonlyMap<string, Uint8Array | string>, isolated = false): Promise<Server> {
  const requests: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    requests.push(pathname);
    const path = pathname.endsWith("/") && !files.has(pathname) ? `${pathname}index.html` : pathname;
    const content = files.get(path);
    const headers = isolated
      ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
      : {};
    if (content === undefined) {
      response.writeHead(404, headers).end();
      return;
    }
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...headers }).end(content);
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
