// Each backend describes itself once, under "fagr" in its package.json. This reads all of them and says what is wrong.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A backend as its package describes it.
 * @typedef {object} Backend
 * @property {string} name  its name for `createBackend` and `--backend`
 * @property {string} package  filled in here: the package that brings it
 * @property {string} factory  the function that makes it
 * @property {string} [entry]  the entry of the package with that function, "." if not said
 * @property {Record<string, unknown>} [options]  what the function is called with to get this backend and no other
 * @property {Record<string, unknown>} [autoOptions]  further options where `autoBackend` makes it
 * @property {string} runsOn  in a few words, for tables
 * @property {string} [runtime]  the npm package whose version runs it; none where the backend is its own runtime
 * @property {("node" | "browser")[]} environments
 * @property {string[]} [peers]  optional peers of the package that this backend needs
 * @property {string[]} [nodePeers]  those that it needs in Node besides
 * @property {string} [afterInstall]  a command that may be due after `npm install`
 * @property {number} rank  its place in the order in which `autoBackend` tries them: the fastest has the smallest
 */

const required = { name: "string", factory: "string", runsOn: "string", rank: "number" };
const known = new Set([
  ...Object.keys(required),
  ...["entry", "options", "autoOptions", "runtime", "environments", "peers", "nodePeers", "afterInstall"],
]);

/**
 * The backends of a workspace, by rank.
 * @param {string} root
 * @returns {Backend[]}
 */
export function readBackends(root) {
  const backends = manifestsOf(root).flatMap(({ manifest }) =>
    (manifest.fagr?.backends ?? []).map((/** @type {Backend} */ one) =>
      check({ ...one, package: manifest.name }, manifest),
    ),
  );
  for (const field of /** @type {const} */ (["name", "rank"])) {
    const values = backends.map((one) => one[field]);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined)
      throw new Error(`Expected a ${field} of its own for each backend, received ${twice} twice.`);
  }
  return backends.sort((a, b) => a.rank - b.rank);
}

/**
 * All packages of a workspace.
 * @param {string} root
 * @returns {{ folder: string, manifest: any }[]}
 */
export function manifestsOf(root) {
  return readdirSync(join(root, "packages"))
    .sort()
    .filter((folder) => existsSync(join(root, "packages", folder, "package.json")))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")),
    }));
}

/**
 * @param {Backend} backend
 * @param {any} manifest
 */
function check(backend, manifest) {
  const where = `packages: ${manifest.name}, "fagr.backends", ${backend.name}`;
  for (const [field, type] of Object.entries(required))
    if (typeof backend[/** @type {keyof Backend} */ (field)] !== type)
      throw new Error(`${where}: expected ${field} as a ${type}.`);
  const unknown = Object.keys(backend).find((field) => field !== "package" && !known.has(field));
  if (unknown) throw new Error(`${where}: expected fields of ${[...known].join(", ")}; received ${unknown}.`);
  const { environments = [], entry = ".", peers = [], nodePeers = [] } = backend;
  if (environments.length === 0 || environments.some((one) => one !== "node" && one !== "browser"))
    throw new Error(`${where}: expected environments of "node" and "browser".`);
  if (!manifest.exports?.[entry]) throw new Error(`${where}: the package has no entry "${entry}".`);
  for (const peer of [...peers, ...nodePeers])
    if (!manifest.peerDependenciesMeta?.[peer]?.optional)
      throw new Error(`${where}: expected ${peer} among the optional peers of the package.`);
  return backend;
}

/**
 * How a program imports and calls it.
 * @param {Backend} backend
 */
export function callOf({ package: name, entry = ".", factory, options }) {
  return { module: name + entry.slice(1), call: `${factory}(${options ? codeOf(options) : ""})` };
}

/**
 * Everything to install for it, its own package first.
 * @param {Backend} backend
 * @param {"node" | "browser"} environment
 */
export function installOf({ package: name, peers = [], nodePeers = [] }, environment) {
  return [name, ...peers, ...(environment === "node" ? nodePeers : [])];
}

/**
 * An object as code: `{ runtime: "node" }`.
 * @param {Record<string, unknown>} options
 */
export const codeOf = (options) =>
  `{ ${Object.entries(options)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ")} }`;
