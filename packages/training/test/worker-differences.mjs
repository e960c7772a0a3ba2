// How far the number of workers moves a training: worker-differences.mjs [STEPS] [WORKERS,...]
// Prints the distance of the weights from those of one worker, in parts of their length, and beside it that of one worker whose
// first weights were disturbed in their seventh digit: what rounding alone comes to in so many steps.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArchitecture, planNetwork } from "@fagr/core/network";
import { initialiseParameters, layOutParameters, toNamedTensors } from "../dist/building-blocks.js";
import { ageGenderStage, noAugmentation, train } from "../dist/index.js";
import { makeUpCrops, rows } from "./made-up-faces.mjs";

const [steps = "100", counts = "2,4,16"] = process.argv.slice(2);
const changes = { inputSize: 30, widthMultiplier: 1, rows };
const crops = makeUpCrops({ count: 192, domainOf: () => "asian" });
const layout = layOutParameters(planNetwork(createArchitecture("age-gender-62", changes)));
const first = initialiseParameters(layout, 1);
const disturbed = first.map((value, index) => value * (1 + (index % 2 === 0 ? 1e-7 : -1e-7)));

async function trainWith({ workers, values, optimiser, learningRate }) {
  const folder = await mkdtemp(join(tmpdir(), "fagr-workers-"));
  try {
    const { weights } = await train({
      recipe: {
        ...ageGenderStage,
        architecture: { base: "age-gender-62", ...changes },
        batches: { kind: "plain", size: 32 },
        optimiser: { kind: optimiser },
        schedule: { kind: "constant", learningRate, steps: Number(steps) },
        augmentation: { ...noAugmentation, mirror: 0.5, brightness: 0.05 },
        averageDecay: 0,
      },
      crops,
      training: Int32Array.from(crops.manifest.samples.keys()),
      validation: new Int32Array(),
      ...{ folder, workers, checkpointEvery: Number(steps) },
      initialWeights: toNamedTensors(values, layout),
    });
    return Float64Array.from([...weights.values()].flatMap((tensor) => [...tensor]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const length = (values) => Math.hypot(...values);
console.log(`${steps} steps, batch 32: distance of the weights from those of one worker`);
for (const { optimiser, learningRate } of [
  { optimiser: "momentum", learningRate: 0.001 },
  { optimiser: "adam", learningRate: 0.001 },
]) {
  const one = await trainWith({ workers: 1, values: first, optimiser, learningRate });
  const moved = length(one.map((value, index) => value - first[index])) / length(one);
  console.log(`${optimiser}, rate ${learningRate}: the weights went ${moved.toPrecision(2)} of their length`);
  const runs = [
    ...counts.split(",").map((count) => [`${count} workers`, { workers: Number(count), values: first }]),
    ["1 worker, start disturbed by 1e-7", { workers: 1, values: disturbed }],
  ];
  for (const [name, run] of runs) {
    const other = await trainWith({ ...run, optimiser, learningRate });
    console.log(`  ${name}: ${(length(other.map((value, index) => value - one[index])) / length(one)).toPrecision(2)}`);
  }
}
