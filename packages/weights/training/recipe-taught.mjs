// After recipe.json: on from the weights that it gave, which are the teacher, too.
import { readFile } from "node:fs/promises";

const before = JSON.parse(await readFile(new URL("recipe.json", import.meta.url), "utf8"));

export default {
  ...before,
  seed: 20261126,
  distillation: { share: 0.5 },
  schedule: { ...before.schedule, learningRate: 0.015, steps: 5000 },
};
