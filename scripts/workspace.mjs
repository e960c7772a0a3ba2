// Sets the workspace up, builds and tests it, on a machine that has Node and npm alone: pnpm comes by npx.
//   node scripts/workspace.mjs setup|build|test
//   node scripts/workspace.mjs setup --log FILE        (a line a step, the rest into the file)
//   node scripts/workspace.mjs code --log FILE         (what the command line needs to run, without declarations: a sixth of the time)
import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import {
  codeFingerprints,
  fingerprints,
  inBuildOrder,
  installFingerprint,
  readPackages,
  readState,
  withUsed,
  writeState,
} from "./build-state.mjs";
import { runStep } from "./run-step.mjs";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const root = fileURLToPath(new URL("..", import.meta.url));

const [, , taskName, ...taskOptions] = process.argv;
const isVerbose = taskOptions.includes("--verbose");

/** Where a test keeps what its preparation prints. */
const testLog = join(root, "node_modules/.fagr-build.log");
const log =
  taskName === "test" && !isVerbose
    ? testLog
    : ["setup", "code"].includes(taskName) && taskOptions[0] === "--log"
      ? taskOptions[1]
      : undefined;

const environment = { PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}` };
const run = (command, args, step) => runStep(command, args, { cwd: root, log, environment, ...step });
const pnpm = (words, ...args) => run("npx", ["--yes", packageManager, ...args], { words });

const stateFile = join(root, "node_modules/.fagr-state.json");

/** Builds packages by name, each after those that it uses. */
function build(names) {
  const packages = readPackages(root);
  if (names.length > 0) {
    const filters =
      names.length === packages.size ? ["--filter", "./packages/*"] : names.flatMap((name) => ["--filter", name]);
    pnpm(`Building ${names.length} packages`, "--recursive", ...filters, "run", "build");
  }
  remember(names, { built: fingerprints(packages), code: codeFingerprints(packages) });
}

/** Builds the code of packages without their declarations, which take most of the time and which no test of one package reads. */
function buildCode(names) {
  const packages = readPackages(root);
  // Somebody who works on one package sees which are built; for the demo that is noise.
  const isOneLine = taskName === "code" && log;
  const start = Date.now();
  if (isOneLine) process.stdout.write(`Building ${names.length} packages… `);
  for (const name of inBuildOrder(packages, names)) {
    const { build: script, folder } = packages.get(name);
    const words = isOneLine ? undefined : `Building ${name}`;
    run(script.replace(/\btsup\b/, "tsup --no-dts"), [], { words, cwd: folder, shell: true });
  }
  if (isOneLine) console.log(`${Math.max(1, Math.round((Date.now() - start) / 1000))} s`);
  remember(names, { built: {}, code: codeFingerprints(packages) });
}

/** Writes down what packages were built of. */
function remember(names, { built, code }) {
  const state = readState(stateFile);
  const add = (old, now) => ({ ...old, ...Object.fromEntries(names.map((name) => [name, now[name]])) });
  writeState(stateFile, { ...state, built: add(state.built, built), code: add(state.code, code) });
}

/** Installs if a manifest changed. */
function install() {
  const installed = installFingerprint(root);
  if (readState(stateFile).installed === installed) return;
  pnpm("Installing what they need", "install", "--frozen-lockfile", "--prefer-offline");
  writeState(stateFile, { ...readState(stateFile), installed });
}

/** Installs, and builds those of the wanted packages that changed. */
function setUp(wanted, { codeIsEnough = false } = {}) {
  install();
  const packages = readPackages(root);
  const [whole, codeNow] = [fingerprints(packages), codeFingerprints(packages)];
  const { built, code = {} } = readState(stateFile);
  const isFresh = (name) => built[name] === whole[name] || (codeIsEnough && code[name] === codeNow[name]);
  const stale = [...wanted].filter((name) => {
    const { folder, isBuilt } = packages.get(name);
    return isBuilt && !(isFresh(name) && existsSync(join(folder, "dist")));
  });
  if (stale.length > 0) (codeIsEnough ? buildCode : build)(stale);
  else if (!log) console.log("The packages are built already.");
}

/** The packages of the folders named, and what these use; null where tests may need all of them, with declarations. */
function packagesOf(paths) {
  const packages = readPackages(root);
  const named = paths.map((path) => /^(?:\.\/)?packages\/([\w-]+)/.exec(path)?.[1]);
  // The tests of the packages as a whole live in testing.
  if (named.length === 0 || named.some((folder) => !folder || folder === "testing" || folder === "bench")) return null;
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
  code() {
    setUp(withUsed(readPackages(root), "@fagr/cli", { field: "builtWith" }), { codeIsEnough: true });
  },
  build() {
    build([...readPackages(root).keys()]);
  },
  test() {
    rmSync(testLog, { force: true });
    const wanted = packagesOf(taskOptions.filter((option) => !option.startsWith("-") && option.includes("/")));
    setUp(new Set(wanted ?? readPackages(root).keys()), { codeIsEnough: wanted !== null });
    // What runtimes, native libraries and child processes say there. Failures of tests are told by the reporter, on stdout.
    const errorLog = join(root, "node_modules/.fagr-tests.log");
    const errors = isVerbose ? "inherit" : openSync(errorLog, "w");
    process.on("exit", (code) => {
      if (!isVerbose && code !== 0) console.log(`What else was printed: ${relative(process.cwd(), errorLog)}`);
    });
    const jest = ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js"];
    const args = [...jest, ...(isVerbose ? ["--reporters", "default"] : []), ...taskOptions];
    run(process.execPath, args, { log: undefined, stdio: ["inherit", "inherit", errors], isQuiet: true });
    if (typeof errors === "number") closeSync(errors);
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
