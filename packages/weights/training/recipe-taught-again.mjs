// After recipe-taught.mjs: on from its weights; teachers are these and those of recipe.json.
import before from "./recipe-taught.mjs";

export default {
  ...before,
  seed: 20261127,
  distillation: { share: 0.7 },
  optimiser: { ...before.optimiser, weightDecay: 0.02 },
  schedule: { ...before.schedule, steps: 4200 },
};
