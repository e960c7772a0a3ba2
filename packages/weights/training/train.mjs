// Trains the shipped weights from random numbers.
//   node packages/weights/training/train.mjs CROPS RUN [--workers 2]
// CROPS is what `fagr prepare` wrote (see data.mjs); RUN gets checkpoints and metrics.jsonl. Stopped, it goes on from the newest checkpoint.
import { parseArgs } from "node:util";
import { train } from "@fagr/training";
import { loadSplit } from "./data.mjs";
import { recipe } from "./recipe.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: "string", default: "2" } },
});
const [cropsFolder, run] = positionals;
if (!run) {
  console.error("Expected: train.mjs CROPS RUN [--workers 2]");
  process.exit(2);
}
const { crops, training, validation } = await loadSplit(cropsFolder);
console.log(`${training.length} crops to train on, ${validation.length} to validate on`);

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());
const minutes = (seconds) => `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, "0")} s`;
const result = await train({
  recipe,
  crops,
  training,
  validation,
  folder: run,
  workers: Number(values.workers),
  signal: stop.signal,
  onEvent(event) {
    if (event.kind === "step" && event.step % 10 === 0) {
      const { step, steps, losses, imagesPerSecond, secondsLeft } = event;
      console.log(
        `step ${step}/${steps}  age ${losses.age.toFixed(3)}  expectation ${losses.expectation.toFixed(2)}  gender ${losses.gender.toFixed(3)}  norm ${event.gradientNorm.toFixed(2)}  ${imagesPerSecond.toFixed(1)} images/s  ${minutes(secondsLeft)} left`,
      );
    } else if (event.kind === "validation") console.log(`validation at ${event.step}: ${JSON.stringify(event)}`);
    else if (event.kind === "resumed") console.log(`going on from step ${event.step}`);
  },
});
if (result.interrupted) {
  console.log(`stopped after step ${result.step}; run the same command to go on`);
  process.exit(130);
}

console.log(`done: ${JSON.stringify(result.validation)}; write-weights.mjs turns the newest checkpoint into weights`);
