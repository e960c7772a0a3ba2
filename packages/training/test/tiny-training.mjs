// A training of seconds on made-up faces (bright ones are men), for tests: tiny-training.mjs FOLDER WORKERS STEPS
// Two stages as in the document, gender and then both, with averaged weights, a learning rate that falls on plateaus, and
// the two best checkpoints kept.
import { documentAgeGroups } from "@fagr/core/sampling";
import { ageGenderStage, csvLogger, noAugmentation, reduceLearningRateOnPlateau, train } from "../dist/index.js";
import { makeUpCrops, rows } from "./made-up-faces.mjs";

const [folder, workers, steps] = process.argv.slice(2);
const crops = makeUpCrops({ count: 192, domainOf: (index) => (index < 96 ? "asian" : "americanEuropean") });

const one = new Array(16).fill(1);
const both = {
  ...ageGenderStage,
  name: "both",
  architecture: {
    base: "age-gender-62",
    inputSize: 30,
    widthMultiplier: 1,
    rows,
    taskBranch: { dropout: 0.2, units: 12 },
  },
  batches: {
    kind: "groupBalanced",
    ageGroups: documentAgeGroups,
    tables: [{ fromStep: 0, domains: { asian: one, americanEuropean: one } }],
  },
  schedule: { kind: "constant", learningRate: 0.003, steps: Number(steps) },
  averageDecay: 0.9,
  augmentation: { ...noAugmentation, mirror: 0.5, brightness: 0.05 },
  styleMixing: { share: 0.5, least: 0.2, after: ["row3_block1"] },
};
const gender = {
  ...both,
  name: "gender",
  batches: { kind: "plain", size: 32 },
  loss: { age: null, gender: { kind: "crossEntropy" } },
  optimiser: { kind: "momentum" },
};
const all = Int32Array.from(crops.manifest.samples.keys());
const { stage, step } = await train({
  recipe: { name: "tiny", stages: [gender, both] },
  crops,
  training: all,
  validation: all.slice(0, 16),
  folder,
  workers: Number(workers),
  checkpointEvery: 3,
  validateEvery: 2,
  metricsEvery: 1,
  keep: { newest: 1, best: 2, monitor: "genderLoss" },
  callbacks: [reduceLearningRateOnPlateau({ patience: 1, factor: 0.5 }), csvLogger()],
  onEvent(event) {
    if (event.kind === "step") console.log(`${event.stage} step ${event.step}`);
    if (event.kind === "resumed") console.log(`${event.stage} resumed at ${event.step}`);
  },
});
console.log(`ended with ${stage} at ${step}`);
