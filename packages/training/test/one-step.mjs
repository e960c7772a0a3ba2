// One step of training on a small network: one-step.mjs BACKEND [allow-software-adapter]; prints the changed weights
// (float32, base64) or the error's class and message as JSON. In a process of its own, since a graphics driver reads the real environment.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ageGenderStage, noAugmentation, train } from "../dist/index.js";
import { rows } from "./made-up-faces.mjs";

const [name, software] = process.argv.slice(2);
const size = 32;
const samples = Array.from({ length: 4 }, (_, index) => ({
  ...{ file: String(index), age: 20 + index, gender: index % 2, domain: "asian", source: "made-up" },
  digest: String(index),
}));
const pixels = new Uint8Array(samples.length * size * size * 3).map((_, byte) => (byte * 2654435761) >>> 24);
const folder = await mkdtemp(join(tmpdir(), "fagr-one-step-"));
let answer;
try {
  const { weights } = await train({
    recipe: {
      ...ageGenderStage,
      architecture: { base: "age-gender-62", inputSize: 30, widthMultiplier: 1, rows, ageRange: [20, 27] },
      batches: { kind: "plain", size: samples.length },
      optimiser: { kind: "sgd" },
      schedule: { kind: "constant", learningRate: 1, steps: 1 },
      augmentation: noAugmentation,
    },
    crops: { manifest: { size, boxScale: 1.06, samples }, pixels },
    training: Int32Array.from(samples.keys()),
    validation: new Int32Array(),
    folder,
    workers: 0,
    backend: { name, allowSoftwareAdapter: software === "allow-software-adapter" },
  });
  const toBase64 = (values) => Buffer.from(values.slice().buffer).toString("base64");
  answer = { weights: Object.fromEntries([...weights].map(([weight, values]) => [weight, toBase64(values)])) };
} catch (error) {
  answer = { error: error.name, message: error.message };
} finally {
  await rm(folder, { recursive: true });
}
// Dawn would keep the process; what a pipe has not taken yet must not be lost.
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
