// Images a second of the full training step (Table 2 network, batch 128, Adam) on one and on two cores, beside PyTorch and
// native TensorFlow in the same run, in turn.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { enableRelaxedSimd } from "@fagr/core";
import { ageGenderStage, train } from "@fagr/training";
import { kernelInstructions } from "@fagr/wasm-gradients";
import { readCommandLine } from "./support/command-line.mjs";
import { instructionsOption } from "./support/instructions-option.mjs";

const values = readCommandLine({
  name: "bench:training",
  summary:
    "Images a second of a whole training step (Table 2's network, batch 128, Adam) on one and on two cores, beside PyTorch and native TensorFlow, in turn.",
  options: {
    steps: { kind: "number", default: 6, least: 2, help: "Steps a round; the first does not count." },
    rounds: { kind: "number", default: 3, least: 1, help: "Rounds; figures are medians over all steps of all rounds." },
    instructions: instructionsOption,
    json: { kind: "flag", help: "Print JSON." },
    // For a process of its own: prints the seconds of each step on native TensorFlow.
    native: { kind: "flag" },
  },
  notes: [
    "PyTorch is Debian's python3-torch, or whichever the variable PYTHON can import. Without it, or without the library of tfjs-node, that part is left out.",
  ],
});
const { steps } = values;
if (values.instructions === "relaxed-simd") enableRelaxedSimd();
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Made-up crops, enough for every group of the document's batch. */
/** @returns {import("@fagr/data").CropSet} */
function madeUpCrops() {
  const size = 88;
  const samples = Array.from({ length: 384 }, (_, index) => ({
    file: String(index),
    age: 18 + (index % 48),
    gender: index % 2,
    domain: index < 192 ? "asian" : "americanEuropean",
    source: "made-up",
    digest: String(index),
  }));
  const pixels = new Uint8Array(new SharedArrayBuffer(samples.length * size * size * 3));
  for (let byte = 0; byte < pixels.length; byte++) pixels[byte] = (byte * 2654435761) >>> 24;
  return /** @type {any} */ ({ manifest: { format: "fagr-crops/1", size, boxScale: 1.4, samples }, pixels });
}

/**
 * Seconds of each step: drawing, augmentation, gradients, their sum and the update.
 *
 * @param {number} workers
 * @param {import("@fagr/training").TrainingBackendName} backend
 */
async function trainFagr(workers, backend = "wasm") {
  const folder = await mkdtemp(join(tmpdir(), "fagr-bench-"));
  const crops = madeUpCrops();
  const all = Int32Array.from(crops.manifest.samples.keys());
  const times = [];
  let last = performance.now();
  await train({
    recipe: { ...ageGenderStage, schedule: { ...ageGenderStage.schedule, learningRate: 1e-3, steps } },
    crops,
    training: all,
    validation: new Int32Array(),
    folder,
    workers,
    backend: { name: backend },
    validateEvery: Number.POSITIVE_INFINITY,
    checkpointEvery: Number.POSITIVE_INFINITY,
    onEvent(event) {
      if (event.kind !== "step") return;
      const now = performance.now();
      times.push((now - last) / 1000);
      last = now;
    },
  });
  await rm(folder, { recursive: true });
  return times.slice(1);
}

if (values.native) {
  console.log(JSON.stringify(await trainFagr(1, "tfjs-node")));
  process.exit();
}

/** TensorFlow reads how many threads it may use when it is loaded, so each number needs a process of its own. */
function trainNative(threads) {
  const script = fileURLToPath(import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--native", "--steps", String(steps)], {
    encoding: "utf8",
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: String(threads), TF_CPP_MIN_LOG_LEVEL: "1" },
  });
  if (status === 0) return JSON.parse(stdout);
  console.error(/RuntimeMissingError: .*/.exec(stderr)?.[0] ?? stderr);
  return undefined;
}

// Debian installs torch for its own interpreter, which another python3 may hide.
const pythons = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];
const python = pythons.find((command) => spawnSync(command, ["-c", "import torch"]).status === 0);
function trainPyTorch(threads) {
  const script = fileURLToPath(new URL("training_pytorch.py", import.meta.url));
  if (!python) return undefined;
  const { status, stdout } = spawnSync(python, [script, String(threads), String(steps)], { encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

const subjects = {
  fagr: { oneCore: () => trainFagr(1), twoCores: () => trainFagr(2) },
  "fagr on tfjs-node": { oneCore: () => trainNative(1), twoCores: () => trainNative(2) },
  pytorch: { oneCore: () => trainPyTorch(1), twoCores: () => trainPyTorch(2) },
};
const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, { oneCore: [], twoCores: [] }]));
for (let round = 0; round < values.rounds; round++)
  for (const [name, runs] of Object.entries(subjects))
    for (const [cores, run] of Object.entries(runs)) {
      const seconds = await run();
      if (seconds) times[name][cores].push(...seconds);
      console.error(
        `round ${round + 1}: ${name}, ${cores}: ${seconds ? `${(128 / median(seconds)).toFixed(1)} images/s` : `left out, ${name === "pytorch" ? `no ${pythons.join(" or ")} with torch` : "it does not run here"}`}`,
      );
    }

const speed = (seconds) => (seconds.length > 0 ? Number((128 / median(seconds)).toFixed(1)) : null);
const result = Object.fromEntries(
  Object.entries(times).map(([name, { oneCore, twoCores }]) => [
    name,
    { oneCore: speed(oneCore), twoCores: speed(twoCores) },
  ]),
);
if (!values.json) {
  console.log(
    `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.version}, ${kernelInstructions()}; images/s of a training step, batch 128\n`,
  );
  console.log("| | one core | two cores |\n|---|---|---|");
  for (const [name, { oneCore, twoCores }] of Object.entries(result))
    console.log(`| ${name} | ${oneCore ?? "-"} | ${twoCores ?? "-"} |`);
  const ratio = (cores) => (result.pytorch[cores] ? (result.fagr[cores] / result.pytorch[cores]).toFixed(2) : "-");
  console.log(`| fagr / pytorch | ${ratio("oneCore")} | ${ratio("twoCores")} |`);
} else console.log(JSON.stringify(result));
