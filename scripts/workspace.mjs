// Sets the workspace up, builds and tests it, on a machine that has Node and npm alone: pnpm comes by npx.
//   node scripts/workspace.mjs setup|build|test
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprints, installFingerprint, readPackages, readState, withUsed, writeState } from "./build-state.mjs";

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

const stateFile = join(root, "node_modules/.fagr-state.json");

/** Builds packages by name, each after those that it uses. */
function build(names) {
  const packages = readPackages(root);
  if (names.length > 0) {
    const filters =
      names.length === packages.size ? ["--filter", "./packages/*"] : names.flatMap((name) => ["--filter", name]);
    pnpm("--recursive", ...filters, "run", "build");
  }
  const now = fingerprints(packages);
  const state = readState(stateFile);
  const built = { ...state.built, ...Object.fromEntries(names.map((name) => [name, now[name]])) };
  writeState(stateFile, { ...state, built });
}

/** Installs if a manifest changed, and builds those of the wanted packages that changed. */
function setUp(wanted) {
  const installed = installFingerprint(root);
  if (readState(stateFile).installed !== installed) {
    pnpm("install", "--frozen-lockfile", "--prefer-offline");
    writeState(stateFile, { ...readState(stateFile), installed });
  }
  const packages = readPackages(root);
  const now = fingerprints(packages);
  const { built } = readState(stateFile);
  const stale = [...wanted].filter((name) => {
    const { folder, isBuilt } = packages.get(name);
    return isBuilt && !(built[name] === now[name] && existsSync(join(folder, "dist")));
  });
  if (stale.length === 0) console.log("The packages are built already.");
  else build(stale);
}

/** The packages that tests need built: those of the folders named, and what these use; all of them where none is named. */
function packagesOf(paths) {
  const packages = readPackages(root);
  const named = paths.map((path) => /^(?:\.\/)?packages\/([\w-]+)/.exec(path)?.[1]);
  // The tests of the packages as a whole live in testing.
  if (named.length === 0 || named.some((folder) => !folder || folder === "testing" || folder === "bench"))
    return packages.keys();
  return named.flatMap((folder) =>
    [...packages]
      .filter(([, one]) => one.folder === join(root, "packages", folder))
      .flatMap(([name]) => [...withUsed(packages, name)]),
  );
}

const tasks = {
  setup() {
    setUp(readPackages(root).keys());
  },
  build() {
    build([...readPackages(root).keys()]);
  },
  test() {
    const options = process.argv.slice(3);
    setUp(new Set(packagesOf(options.filter((option) => !option.startsWith("-") && option.includes("/")))));
    run(process.execPath, ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js", ...options]);
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
