// Kills and full disks against the commands that write folders: npm run faults -- --kills 10 --disks 6 [--pairs 1 --seed 1] [--only train,predict]
// Whatever happens meanwhile, the same command goes on, and ends with the very files of a run that nothing happened to. Two at once into one
// folder: one does the work, and the other is told, or both make the same.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
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
    pairs: { type: "string", default: "1" },
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

/** Starts a command that others run beside. */
function runBeside(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      env: environment,
    });
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.once("close", (status) => resolve({ status, stderr }));
  });
}

const table = {};
async function attack(scenario) {
  const { name, args, filesOf, mayLeave, begin = (_) => {} } = scenario;
  const whole = join(folder, `${name}-good`);
  begin(whole);
  const before = filesOf(whole);
  const needed = { before: sizeOf(whole), after: 0 };
  const started = performance.now();
  const first = run(args(whole));
  if (first.status !== 0) throw new Error(`The run of ${name} that nothing happens to failed: ${first.stderr}`);
  const duration = performance.now() - started;
  const good = filesOf(whole);
  needed.after = sizeOf(whole);
  if (Object.keys(good).length === 0) throw new Error(`The run of ${name} wrote nothing that can be compared.`);
  const row = { kills: 0, "full disks": 0, "at once": 0, "without advice": 0, "half a file": 0, wrong: 0 };
  table[name] = row;
  const compare = ({ status, stderr }, out, after) => {
    const problem = status === 0 ? difference(filesOf(out), good) : `exit ${status}: ${stderr.slice(0, 300)}`;
    if (!problem) return;
    row.wrong++;
    console.log(`${name} after ${after}: ${problem}`);
  };
  const goOn = (out, after) => compare(run(args(out)), out, after);
  // What stands there under its own name must be whole, whenever the process ends.
  const look = (out, after) => {
    const isHalf = ([file, hash]) => !mayLeave.test(file) && hash !== good[file] && hash !== before[file];
    const half = Object.entries(filesOf(out)).find(isHalf);
    if (!half) return;
    row["half a file"]++;
    console.log(`${name} after ${after}: ${half[0]} is not whole`);
  };
  for (let round = 0; round < Number(values.kills); round++) {
    const out = join(folder, `${name}-killed`);
    begin(out);
    for (let kill = 0; kill < 2; kill++) if (await killAfter(args(out), 150 + next() * duration)) row.kills++;
    look(out, "kills");
    goOn(out, `kills, round ${round}`);
    rmSync(out, { recursive: true, force: true });
  }
  await runAtOnce({ scenario, row, compare });
  fillDisks({ scenario, row, needed, look, goOn });
}

async function runAtOnce({ scenario: { name, args, begin = (_) => {}, hasLock }, row, compare }) {
  for (let round = 0; round < Number(values.pairs); round++) {
    const out = join(folder, `${name}-both`);
    begin(out);
    const both = await Promise.all([runBeside(args(out)), runBeside(args(out))]);
    row["at once"]++;
    const refused = both.filter(({ status }) => status !== 0);
    if (
      hasLock ? refused.length !== 1 || !/Expected to be the only writer/.test(refused[0].stderr) : refused.length > 0
    ) {
      row.wrong++;
      console.log(`${name}, two at once: ${both.map(({ status, stderr }) => `exit ${status} ${stderr.slice(-200)}`)}`);
    }
    compare(both.find(({ status }) => status === 0) ?? both[0], out, "two at once");
    rmSync(out, { recursive: true, force: true });
  }
}

function fillDisks({ scenario: { name, args, begin = (_) => {} }, row, needed, look, goOn }) {
  const disk = join(folder, "disk");
  mkdirSync(disk, { recursive: true });
  for (let round = 0; round < Number(values.disks); round++) {
    // The ends of files take whole pages.
    const least = 4 + Math.ceil(needed.before / 1024) + (needed.before > 0 ? 8 : 0);
    const kilobytes = least + Math.floor((next() * (needed.after - needed.before)) / 1024);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", disk]).status !== 0) {
      console.log(`skipped: full disks of ${name} need the right to mount a tmpfs`);
      return;
    }
    try {
      const out = join(disk, "out");
      begin(out);
      if (needed.before > 0) writeFileSync(join(disk, "filling"), Buffer.alloc(freeBytes(disk)));
      const full = run(args(out));
      if (full.status !== 0) {
        row["full disks"]++;
        if (!/the disk is full.*Free some space/.test(full.stderr)) {
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

/** All but a page, so that what is made anew begins to be written. */
function freeBytes(disk) {
  const { bavail, bsize } = statfsSync(disk);
  return Math.max(bavail - Math.floor(next() * 2), 0) * bsize;
}

const scenarios = await createScenarios(join(folder, "data"), run);
const only = values.only?.split(",");
// "export" stands for all formats.
const isWanted = (name) => !only || only.includes(name) || only.includes(name.split(" ")[0]);
for (const scenario of scenarios) if (isWanted(scenario.name)) await attack(scenario);
console.table(table);
const failed = Object.values(table).some((row) => row.wrong + row["half a file"] + row["without advice"] > 0);
process.exitCode = failed ? 1 : 0;
