// Trains the weights of this package on packed crops, on all cores. Ctrl-C stops it, and the same command goes on.
//   node packages/weights/training/train-weights.mjs CROPS OUT --recipe FILE --data DATA [--initial MANIFEST] [--without SET,SET]
//     [--coarse SET,SET] [--doubts FILE] [--answers FOLDER] [--teacher MANIFEST] [--workers N] [--steps N]
// CROPS is a folder of packed crops, or one that holds several. --initial begins with the weights of a manifest, whose age head is
// moved to the recipe's ages. --without leaves data sets out of the training and of the quotas, to measure on them as strangers.
// --coarse keeps of a set's ages only whether they are below 39. --doubts leaves out the labels that doubtful-labels.mjs found.
// --answers are those of teacher/, --teacher are weights of the recipe's ages; of both the mean is taught.
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { enableRelaxedSimd } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { architectureOf, changeRecipe, parseRecipe, train } from "@fagr/training";
import { moveAgeHead } from "@fagr/training/building-blocks";
import { openCrops } from "./data.mjs";
import { readAnswers } from "./teacher/answers.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: "string" },
    data: { type: "string" },
    initial: { type: "string" },
    without: { type: "string", default: "" },
    coarse: { type: "string", default: "" },
    doubts: { type: "string" },
    answers: { type: "string" },
    teacher: { type: "string" },
    workers: { type: "string", default: `${availableParallelism()}` },
    steps: { type: "string" },
  },
});
const [cropsFolder, out] = positionals;
if (!out || !values.recipe || !values.data) {
  console.error(
    "Expected: train-weights.mjs CROPS OUT --recipe FILE --data DATA [--initial MANIFEST] [--without SET,SET] [--coarse SET,SET] [--doubts FILE]",
  );
  process.exit(2);
}
const listOf = (text) => text.split(",").filter(Boolean);
const without = listOf(values.without);
const read = parseRecipe(JSON.parse(await readFile(values.recipe, "utf8")), values.recipe);
const [recipe] = changeRecipe(read, values.steps ? { steps: Number(values.steps) } : {}).stages;
const doubts = values.doubts ? JSON.parse(await readFile(values.doubts, "utf8")) : {};
const split = await openCrops(cropsFolder, { data: values.data, coarse: listOf(values.coarse), doubts });
const { samples } = split.crops.manifest;
const training = split.training.filter((index) => !without.includes(samples[index].source));
let initialWeights;
if (values.initial) {
  const { manifest, tensors } = await loadWeights(values.initial);
  const [from, to] = [manifest.architecture.ageRange, architectureOf(recipe).ageRange];
  initialWeights = moveAgeHead(tensors, { from, to });
}
const teachers = [];
if (values.answers) teachers.push(await readAnswers(values.answers, architectureOf(recipe).ageRange));
if (values.teacher) {
  const { manifest, tensors } = await loadWeights(values.teacher);
  teachers.push({ architecture: manifest.architecture, weights: tensors });
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
enableRelaxedSimd();
const clock = (seconds) => `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds / 60) % 60)).padStart(2, "0")}`;
const result = await train({
  ...split,
  training,
  recipe,
  folder: out,
  workers: Number(values.workers),
  checkpointEvery: 250,
  validateEvery: 1000,
  ...(initialWeights ? { initialWeights } : {}),
  teachers,
  signal: stop.signal,
  onEvent(event) {
    if (event.kind === "step" && event.step % 50 === 0)
      console.log(
        `${event.step}/${event.steps} loss ${event.loss.toFixed(3)} age ${event.ageError?.toFixed(2)} gender ${event.genderAccuracy?.toFixed(3)}`,
        `${event.imagesPerSecond.toFixed(0)} images/s, ${clock(event.secondsLeft)} left`,
      );
    if (event.kind === "validation")
      for (const [source, { count, ageError, genderAccuracy }] of Object.entries(event.bySource))
        console.log(`  ${source}: ${count} faces, age ${ageError?.toFixed(2)}, gender ${genderAccuracy?.toFixed(4)}`);
  },
});
console.log(`${result.interrupted ? "Stopped" : "Finished"} at step ${result.step}.`);
