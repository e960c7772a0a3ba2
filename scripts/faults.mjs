// Kills and full disks against `fagr prepare`: npm run faults -- --kills 20 --disks 10
// Whatever happens meanwhile, the same command goes on, and ends with the very crops of a run that nothing happened to.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createRandom } from "./fuzz/random.mjs";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "10" },
    disks: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
  },
});
const { next, below } = createRandom(Number(values.seed));
const require = createRequire(new URL("../packages/cli/package.json", import.meta.url));
const sharp = (await import(pathToFileURL(require.resolve("sharp")).href)).default;
const program = fileURLToPath(new URL("../packages/cli/bin/fagr.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "fagr-faults-"));
const pictures = 600;
const size = 16;

async function writePictures() {
  mkdirSync(join(folder, "data"));
  let labels = "file,age,gender\n";
  for (let index = 0; index < pictures; index++) {
    const background = { r: index % 256, g: (index * 7) % 256, b: index >> 8 };
    const noise = { type: "gaussian", mean: 128, sigma: 60 };
    await sharp({ create: { width: 40, height: 40, channels: 3, background, noise } })
      .png()
      .toFile(join(folder, "data", `${index}.png`));
    labels += `${index}.png,${20 + (index % 40)},1\n`;
  }
  writeFileSync(join(folder, "data/labels.csv"), labels);
}

const prepare = (out) => [
  ...[program, "prepare", `csv:${join(folder, "data")}`, "--crops", "--size", String(size)],
  ...["--minimum-sharpness", "1", "--minimum-size", "1", "--out", out],
];
const run = (out) => spawnSync(process.execPath, prepare(out), { encoding: "utf8" });
const cropsOf = (out) => readFileSync(join(out, "crops.bin"));

function killAfter(out, milliseconds) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, prepare(out), { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    child.once("exit", (_, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

await writePictures();
const started = performance.now();
if (run(join(folder, "good")).status !== 0) throw new Error("The run that nothing happens to failed.");
const whole = performance.now() - started;
const good = cropsOf(join(folder, "good"));
const counts = { kills: 0, "full disks": 0, wrong: 0 };

for (let round = 0; round < Number(values.kills); round++) {
  const out = join(folder, `killed-${round}`);
  for (let kill = 0; kill < 4; kill++) if (await killAfter(out, 200 + next() * whole)) counts.kills++;
  const { status, stderr } = run(out);
  if (status !== 0 || !cropsOf(out).equals(good)) {
    counts.wrong++;
    console.log(`after kills, round ${round}: exit ${status} ${stderr.slice(0, 300)}`);
  }
  rmSync(out, { recursive: true });
}

const disk = join(folder, "disk");
mkdirSync(disk);
for (let round = 0; round < Number(values.disks); round++) {
  const kilobytes = 24 + below(Math.floor(good.length / 1024));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", disk]).status !== 0) {
    console.log("skipped: full disks need the right to mount a tmpfs");
    break;
  }
  try {
    const out = join(disk, "out");
    const full = run(out);
    if (full.status !== 0) {
      counts["full disks"]++;
      if (!/the disk is full.*Make room/.test(full.stderr)) console.log(`no advice: ${full.stderr.slice(0, 300)}`);
    }
    spawnSync("mount", ["-o", "remount,size=64m", disk]);
    const { status, stderr } = run(out);
    if (status !== 0 || !cropsOf(out).equals(good)) {
      counts.wrong++;
      console.log(`after a full disk of ${kilobytes} kB: exit ${status} ${stderr.slice(0, 300)}`);
    }
  } finally {
    spawnSync("umount", [disk]);
  }
}
rmSync(folder, { recursive: true });
console.table(counts);
process.exitCode = counts.wrong > 0 ? 1 : 0;
