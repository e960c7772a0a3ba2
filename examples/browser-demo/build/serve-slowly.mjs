import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * A web server for a folder that stops in the middle of the files of a name until `release()`, so that what a page shows
 * meanwhile can be looked at.
 */
export async function serveSlowly(folder, slow) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = await readFile(join(folder, pathname === "/" ? "index.html" : pathname)).catch(() => null);
    if (!file) return response.writeHead(404).end();
    const type = types[extname(pathname) || ".html"] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": file.length });
    if (slow.test(pathname)) {
      response.write(file.subarray(0, file.length / 2));
      await released;
      response.end(file.subarray(file.length / 2));
    } else response.end(file);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}/`,
    release,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
