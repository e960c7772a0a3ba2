// Kills and full disks against the commands that write folders: npm run faults -- --kills 10 --disks 6 [--seed 1] [--only train,predict]
// Whatever happens meanwhile, the same command goes on, and ends with the very files of a run that nothing happened to.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "../fuzz/random.mjs";
import { createScenarios, sizeOf } from "./scenarios.mjs";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "10" },
    disks: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const { next } = createRandom(Number(values.seed));
const program = fileURLToPath(new URL("../../packages/cli/bin/fagr.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "fagr-faults-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const environment = { ...process.env, ORT_DISABLE_TELEMETRY: "1" };
const run = (args) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8", env: environment });

function killAfter(args, milliseconds) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: "ignore", env: environment });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    child.once("exit", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

/** What is wrong with the files of a run that ended well; undefined if nothing is. */
function difference(files, good) {
  for (const name of new Set([...Object.keys(files), ...Object.keys(good)]))
    if (files[name] !== good[name]) return `${name} is ${files[name] === undefined ? "missing" : "another"}`;
  return undefined;
}

const table = {};
async function attack({ name, args, filesOf, mayLeave }) {
  const started = performance.now();
  const whole = join(folder, `${name}-good`);
  const first = run(args(whole));
  if (first.status !== 0) throw new Error(`The run of ${name} that nothing happens to failed: ${first.stderr}`);
  const duration = performance.now() - started;
  const good = filesOf(whole);
  if (Object.keys(good).length === 0) throw new Error(`The run of ${name} wrote nothing that can be compared.`);
  const row = { kills: 0, "full disks": 0, "without advice": 0, "half a file": 0, wrong: 0 };
  table[name] = row;
  const goOn = (out, after) => {
    const { status, stderr } = run(args(out));
    const problem = status === 0 ? difference(filesOf(out), good) : `exit ${status}: ${stderr.slice(0, 300)}`;
    if (!problem) return;
    row.wrong++;
    console.log(`${name} after ${after}: ${problem}`);
  };
  // What stands there under its own name must be whole, whenever the process ends.
  const look = (out, after) => {
    const half = Object.entries(filesOf(out)).find(([file, hash]) => !mayLeave.test(file) && hash !== good[file]);
    if (!half) return;
    row["half a file"]++;
    console.log(`${name} after ${after}: ${half[0]} is not whole`);
  };
  for (let round = 0; round < Number(values.kills); round++) {
    const out = join(folder, `${name}-killed`);
    for (let kill = 0; kill < 2; kill++) if (await killAfter(args(out), 150 + next() * duration)) row.kills++;
    look(out, "kills");
    goOn(out, `kills, round ${round}`);
    rmSync(out, { recursive: true, force: true });
  }
  fillDisks({ name, args, row, needed: sizeOf(whole), look, goOn });
}

function fillDisks({ name, args, row, needed, look, goOn }) {
  const disk = join(folder, "disk");
  mkdirSync(disk, { recursive: true });
  for (let round = 0; round < Number(values.disks); round++) {
    const kilobytes = 12 + Math.floor((next() * needed) / 1024);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", disk]).status !== 0) {
      console.log(`skipped: full disks of ${name} need the right to mount a tmpfs`);
      return;
    }
    try {
      const out = join(disk, "out");
      const full = run(args(out));
      if (full.status !== 0) {
        row["full disks"]++;
        if (!/the disk is full.*Make room/.test(full.stderr)) {
          row["without advice"]++;
          console.log(`${name}, no advice on ${kilobytes} kB: ${full.stderr.slice(-300)}`);
        }
      }
      look(out, `a full disk of ${kilobytes} kB`);
      spawnSync("mount", ["-o", "remount,size=256m", disk]);
      goOn(out, `a full disk of ${kilobytes} kB`);
    } finally {
      spawnSync("umount", [disk]);
    }
  }
}

const scenarios = await createScenarios(join(folder, "data"), run);
const only = values.only?.split(",");
for (const scenario of scenarios) if (!only || only.includes(scenario.name)) await attack(scenario);
console.table(table);
const failed = Object.values(table).some((row) => row.wrong + row["half a file"] + row["without advice"] > 0);
process.exitCode = failed ? 1 : 0;
