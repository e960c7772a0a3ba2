// A registry on this machine that has the workspace's packages as they would be on npm, and sends askers to npm for all others.
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename } from "node:path";
import { runQuietly } from "../pack-packages.mjs";

/**
 * @param {readonly string[]} tarballs - Paths of packed packages.
 * @param {string} upstream - The registry for everything else.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function openRegistry(tarballs, upstream) {
  const files = new Map(tarballs.map((tarball) => [basename(tarball), tarball]));
  const documents = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1);
    const document = documents.get(path);
    if (document) return response.setHeader("content-type", "application/json").end(JSON.stringify(document));
    const file = files.get(basename(path));
    if (file) return createReadStream(file).pipe(response);
    response.writeHead(307, { location: new URL(request.url ?? "/", upstream).href }).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/`;
  for (const tarball of tarballs) {
    const manifest = readManifest(tarball);
    documents.set(manifest.name, describe(manifest, tarball, url));
  }
  return { url, close: () => server.close() };
}

/** The package.json inside a tarball. @param {string} tarball */
function readManifest(tarball) {
  const { stdout } = runQuietly("tar", ["-xzOf", tarball, "package/package.json"], process.cwd());
  return JSON.parse(stdout);
}

/** What npm answers about a package with one version. */
function describe(manifest, tarball, url) {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  const dist = { tarball: `${url}${name}/-/${basename(tarball)}`, integrity };
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
  };
}
