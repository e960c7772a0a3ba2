// Which packages have to be built: those whose sources changed since their last build, and those that use them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What no build reads: pages, tests and what tests need. */
const notBuilt = new Set([
  "node_modules",
  "dist",
  "generated",
  "test",
  "test-support",
  "golden",
  "photos",
  "__snapshots__",
]);
const notBuiltFile = /\.md$|\.test\.ts$/;

/** The packages below `packages/`, by name: folder, build, and the names of those that they use, `builtWith` without those of tests. */
export function readPackages(root) {
  const folders = readdirSync(join(root, "packages")).map((folder) => join(root, "packages", folder));
  const manifests = folders
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }));
  const names = new Set(manifests.map(({ name }) => name));
  return new Map(
    manifests.map(({ folder, name, scripts, dependencies, peerDependencies, devDependencies }) => [
      name,
      {
        folder,
        isBuilt: scripts?.build !== undefined,
        build: scripts?.build,
        builtWith: Object.keys({ ...dependencies, ...peerDependencies }).filter((one) => names.has(one)),
        uses: Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies }).filter((one) => names.has(one)),
      },
    ]),
  );
}

/** A package and all that it uses, directly or not; `field: "builtWith"`: without what its tests alone use. */
export function withUsed(packages, name, { field = "uses", found = new Set() } = {}) {
  if (found.has(name)) return found;
  found.add(name);
  for (const one of packages.get(name)[field]) withUsed(packages, one, { field, found });
  return found;
}

/** A fingerprint of what the build of a package reads: names, sizes and times of files, its own and those of what it uses. */
function fingerprint(packages, name, own) {
  const hash = createHash("sha256");
  for (const one of [...withUsed(packages, name, { field: "builtWith" })].sort()) hash.update(own(one));
  return hash.digest("hex");
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (notBuilt.has(entry.name) || notBuiltFile.test(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOf(path) : [`${path} ${statSync(path).size} ${statSync(path).mtimeMs}\n`];
    });
}

/** The fingerprints of all packages now, by name. */
export function fingerprints(packages) {
  const files = new Map();
  const own = (name) => {
    if (!files.has(name)) files.set(name, filesOf(packages.get(name).folder).join(""));
    return files.get(name);
  };
  return Object.fromEntries([...packages.keys()].map((name) => [name, fingerprint(packages, name, own)]));
}

/** A package whose build puts the code of those that it uses into its own. */
const bundles = new Set(["@fagr/element", "@fagr/bench"]);

/** The fingerprints of what the code of packages is built of, types aside: other packages stay imports, but for those that bundle. */
export function codeFingerprints(packages) {
  const all = fingerprints(packages);
  const own = (name) =>
    createHash("sha256")
      .update(filesOf(packages.get(name).folder).join(""))
      .digest("hex");
  return Object.fromEntries([...packages.keys()].map((name) => [name, bundles.has(name) ? all[name] : own(name)]));
}

/** Names with each behind those that it uses. */
export function inBuildOrder(packages, names) {
  const order = [];
  const visit = (name) => {
    if (order.includes(name)) return;
    // A test's need of a package that needs this one is no need of the build's.
    for (const one of packages.get(name).builtWith) visit(one);
    order.push(name);
  };
  for (const name of names) visit(name);
  return order.filter((name) => names.includes(name));
}

/** A fingerprint of what an install reads. */
export function installFingerprint(root) {
  const hash = createHash("sha256");
  const workspace = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"];
  const folders = ["packages", "examples"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((folder) => join(parent, folder, "package.json")),
  );
  for (const file of [...workspace, ...folders.sort()])
    if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** What was installed and built last; empty where nothing was. */
export function readState(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { built: {} };
  }
}

export const writeState = (file, state) => writeFileSync(file, `${JSON.stringify(state, null, 1)}\n`);
