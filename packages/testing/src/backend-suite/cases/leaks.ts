import { randomBatch } from "../../random-images";
import { assert } from "../assertions";
import { smallArchitecture as small } from "../small-network";
import type { BackendCase } from "../suite-context";

/** Runs before memory is measured: engines compile, and arenas find their size. */
const warmUp = 200;

/** What was taken is given back. */
export const leakCases: readonly BackendCase[] = [
  {
    id: "leaks",
    title: "holds as many tensors after runs and after disposal as before",
    async run({ backend, weights, environment }) {
      const count = environment.countTensors;
      assert(count !== undefined, "Expected countTensors where this case is not skipped.");
      const before = count();
      const temporary = await backend.createNetwork(weights);
      await temporary.run(randomBatch(small, 2, 16));
      const afterFirst = count();
      for (const faces of [1, 2, 3]) await temporary.run(randomBatch(small, faces, 17));
      assert(count() === afterFirst, `Expected ${afterFirst} tensors after more runs, received ${count()}.`);
      await temporary.dispose();
      assert(count() === before, `Expected ${before} tensors after disposal, received ${count()}.`);
    },
  },
  {
    id: "memory",
    title: "does not grow over many predictions",
    async run({ network, environment, counts: { predictions }, memoryGrowth }) {
      const batch = randomBatch(small, 1, 20);
      const tensors = environment.countTensors?.();
      for (let run = 0; run < Math.min(warmUp, predictions); run++) await network.run(batch);
      const before = await environment.measureMemory();
      for (let run = 0; run < predictions; run++) await network.run(batch);
      const after = await environment.measureMemory();
      for (const kind of ["heap", "process"] as const) {
        const growth = after[kind] - before[kind];
        assert(
          growth <= memoryGrowth[kind],
          `Expected the ${kind} to grow by at most ${memoryGrowth[kind]} bytes over ${predictions} predictions, received ${growth}.`,
        );
      }
      const left = environment.countTensors?.();
      assert(left === tensors, `Expected ${tensors} tensors after ${predictions} predictions, received ${left}.`);
    },
  },
];
