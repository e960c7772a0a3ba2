// Sets the workspace up, builds and tests it, on a machine that has Node and npm alone: pnpm comes by npx.
//   node scripts/workspace.mjs setup|build|test
//   node scripts/workspace.mjs setup --log FILE        (a line a step, the rest into the file)
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprints, installFingerprint, readPackages, readState, withUsed, writeState } from "./build-state.mjs";
import { runStep } from "./run-step.mjs";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const root = fileURLToPath(new URL("..", import.meta.url));

const [, , taskName, ...taskOptions] = process.argv;
const log = taskName === "setup" && taskOptions[0] === "--log" ? taskOptions[1] : undefined;

const run = (command, args, words) => runStep(command, args, { cwd: root, words, log });
const pnpm = (words, ...args) => run("npx", ["--yes", packageManager, ...args], words);

const stateFile = join(root, "node_modules/.fagr-state.json");

/** Builds packages by name, each after those that it uses. */
function build(names) {
  const packages = readPackages(root);
  if (names.length > 0) {
    const filters =
      names.length === packages.size ? ["--filter", "./packages/*"] : names.flatMap((name) => ["--filter", name]);
    pnpm(`Building ${names.length} packages`, "--recursive", ...filters, "run", "build");
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
    pnpm("Installing what they need", "install", "--frozen-lockfile", "--prefer-offline");
    writeState(stateFile, { ...readState(stateFile), installed });
  }
  const packages = readPackages(root);
  const now = fingerprints(packages);
  const { built } = readState(stateFile);
  const stale = [...wanted].filter((name) => {
    const { folder, isBuilt } = packages.get(name);
    return isBuilt && !(built[name] === now[name] && existsSync(join(folder, "dist")));
  });
  if (stale.length > 0) build(stale);
  else if (!log) console.log("The packages are built already.");
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
    const options = taskOptions;
    setUp(new Set(packagesOf(options.filter((option) => !option.startsWith("-") && option.includes("/")))));
    const jest = ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js"];
    run(process.execPath, [...jest, ...options]);
  },
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`fagr needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
const task = tasks[taskName];
if (!task) {
  console.error(`Expected one of ${Object.keys(tasks).join(", ")}; received "${taskName ?? ""}".`);
  process.exit(1);
}
task();
