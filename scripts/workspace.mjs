// Sets the workspace up, builds and tests it, on a machine that has Node and npm alone: pnpm comes by npx.
//   node scripts/workspace.mjs setup|build|test
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const { packageManager } = createRequire(import.meta.url)("../package.json");
const root = new URL("..", import.meta.url).pathname;

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

const tasks = {
  setup() {
    pnpm("install", "--frozen-lockfile", "--prefer-offline");
    tasks.build();
  },
  build() {
    pnpm("--recursive", "--filter", "./packages/*", "run", "build");
  },
  test() {
    run(process.execPath, ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js", ...process.argv.slice(3)]);
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
