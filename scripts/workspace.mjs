// Sets the workspace up, builds and tests it, on a machine that has Node and npm alone: pnpm comes by npx.
//   node scripts/workspace.mjs setup|build|test
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const root = fileURLToPath(new URL("..", import.meta.url));

function run(command, args, environment = {}) {
  console.log(`> ${command} ${args.join(" ")}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...environment },
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

const pnpm = (...args) => run("npx", ["--yes", packageManager, ...args]);

/** A fingerprint of everything that the build reads: names, sizes and times of the packages' files. */
function sourcesFingerprint() {
  const hash = createHash("sha256");
  const ignored = new Set(["node_modules", "dist", "generated"]);
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (ignored.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else hash.update(`${path} ${statSync(path).size} ${statSync(path).mtimeMs}\n`);
    }
  };
  visit(join(root, "packages"));
  return hash.digest("hex");
}

const stamp = join(root, "node_modules/.fagr-build");
const isBuilt = () =>
  existsSync(stamp) &&
  readFileSync(stamp, "utf8") === sourcesFingerprint() &&
  ["core", "cli", "training", "evaluation"].every((name) => existsSync(join(root, "packages", name, "dist")));

const tasks = {
  setup() {
    pnpm("install", "--frozen-lockfile", "--prefer-offline");
    if (isBuilt()) console.log("The packages are built already.");
    else tasks.build();
  },
  build() {
    pnpm("--recursive", "--filter", "./packages/*", "run", "build");
    writeFileSync(stamp, sourcesFingerprint());
  },
  test() {
    run(process.execPath, [
      "--experimental-vm-modules",
      "--no-warnings",
      "node_modules/jest/bin/jest.js",
      ...process.argv.slice(3),
    ]);
  },
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`fagr needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
const task = tasks[process.argv[2]];
if (!task) {
  console.error(`Expected one of ${Object.keys(tasks).join(", ")}; received "${process.argv[2] ?? ""}".`);
  process.exit(1);
}
task();
