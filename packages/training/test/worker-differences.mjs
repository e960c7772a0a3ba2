// How far the number of workers moves a training: worker-differences.mjs [STEPS] [WORKERS,...]
// Prints the distance of the weights from those of one worker, in parts of their length, and beside it that of one worker whose
// first weights were disturbed in their seventh digit: what rounding alone comes to in so many steps.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArchitecture, planNetwork } from "@fagr/core/network";
import { initialiseParameters, layOutParameters, toNamedTensors } from "../dist/building-blocks.js";
import { ageGenderStage, noAugmentation, train } from "../dist/index.js";

const [steps = "100", counts = "2,4,16"] = process.argv.slice(2);
// A small network with each kind of row, as the tests have it.
const rows = [
  { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 8, repeats: 1, stride: 1 },
  { operator: "bottleneck", expansion: 2, channels: 12, repeats: 2, stride: 2 },
  { operator: "conv1x1", channels: 24, repeats: 1, stride: 1 },
  { operator: "globalDepthwiseConv", channels: 24, repeats: 1, stride: 1 },
  { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
];
const changes = { inputSize: 30, widthMultiplier: 1, rows };
const size = 32;
const samples = Array.from({ length: 192 }, (_, index) => ({
  file: String(index),
  age: 18 + (index % 48),
  gender: Math.floor(index / 48) % 2,
  domain: "asian",
  source: "made-up",
  digest: String(index),
}));
const pixels = new Uint8Array(new SharedArrayBuffer(samples.length * size * size * 3));
for (const [index, { gender }] of samples.entries())
  for (let byte = 0; byte < size * size * 3; byte++)
    pixels[index * size * size * 3 + byte] = 60 + 90 * gender + ((byte * (index + 3)) % 40);
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
      crops: { manifest: { size, boxScale: 1.06, samples }, pixels },
      training: Int32Array.from(samples.keys()),
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
