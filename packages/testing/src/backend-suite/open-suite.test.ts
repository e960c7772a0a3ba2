import { type AgeGenderBackend, DisposedError } from "@fagr/core";
import { type AgeGenderNetwork, checkPixelBatch } from "@fagr/core/backend";
import { describe, expect, it } from "@jest/globals";
import { nodeEnvironment } from "./node-environment";
import { openSuite } from "./open-suite";
import { limitsOf } from "./options";
import { smallArchitecture } from "./small-network";

type Run = AgeGenderNetwork["run"];

const classes = 10;

/** A toy in place of a network: both answers follow from the mean of a face's pixels. */
const toy: Run = async (batch, { signal } = {}) => {
  signal?.throwIfAborted();
  checkPixelBatch(batch, smallArchitecture);
  const length = batch.data.length / batch.count;
  const age = new Float32Array(batch.count * classes).fill(0);
  const gender = new Float32Array(batch.count * 2);
  for (let face = 0; face < batch.count; face++) {
    const mean =
      batch.data.subarray(face * length, (face + 1) * length).reduce((sum, value) => sum + value, 0) / length;
    age.set([mean, 1 - mean], face * classes);
    gender.set([mean, 1 - mean], face * 2);
  }
  return { age, gender };
};

function backendOf(run: Run, checksDisposal = true): AgeGenderBackend {
  return {
    name: "toy",
    isAvailable: async () => ({ available: true, reason: "It is a toy." }),
    async createNetwork() {
      let disposed = false;
      return {
        async run(batch, options) {
          if (disposed && checksDisposal) throw new DisposedError("network");
          return run(batch, options);
        },
        async dispose() {
          disposed = true;
        },
      };
    },
  };
}

const limits = limitsOf({ tolerance: 1e-5, reduced: { reason: "a toy", predictions: 100 } });

async function runCase(backend: AgeGenderBackend, title: string): Promise<void> {
  const suite = await openSuite(backend, nodeEnvironment, limits);
  try {
    await suite.runCase(title);
  } finally {
    await suite.close();
  }
}

const kept: Float32Array[] = [];
let runs = 0;

/** What can be wrong with a backend, and the case that must notice it. */
const mistakes: readonly [mistake: string, title: string, backend: AgeGenderBackend, message: string][] = [
  [
    "no number",
    "answers probabilities for 2 faces",
    backendOf(async (batch) => ({ ...(await toy(batch)), gender: new Float32Array(batch.count * 2).fill(Number.NaN) })),
    "probabilities that sum to 1",
  ],
  [
    "the first face's answer for all",
    "answers for a face in a batch as for the face alone",
    backendOf(async (batch) => {
      const { age, gender } = await toy(batch);
      for (let face = 1; face < batch.count; face++) age.copyWithin(face * classes, 0, classes);
      return { age, gender };
    }),
    "differences of at most",
  ],
  [
    "another answer every time",
    "gives the same bits for the same pixels",
    backendOf(async (batch) => {
      const { age, gender } = await toy(batch);
      age[0]! += ++runs * 1e-6;
      return { age, gender };
    }),
    "differences of at most 0",
  ],
  [
    "signals that nobody reads",
    "rejects with the reason of a signal that is aborted, and works afterwards",
    backendOf((batch) => toy(batch)),
    "Expected the promise to be rejected",
  ],
  [
    "batches of any length",
    "refuses pixels of the wrong length and says which it expects",
    backendOf(async () => ({ age: new Float32Array(20), gender: new Float32Array(4) })),
    "Expected the promise to be rejected",
  ],
  [
    "runs after disposal",
    "throws DisposedError when run after disposal",
    backendOf(toy, false),
    "Expected the promise to be rejected",
  ],
  [
    "pixels that are never given back",
    "does not grow over many predictions",
    backendOf(async (batch) => {
      kept.push(batch.data.slice());
      return toy(batch);
    }),
    "Expected the heap to grow by at most",
  ],
];

describe("the suite for backends", () => {
  it.each(mistakes)("notices %s", async (_, title, broken, message) => {
    await expect(runCase(broken, title)).rejects.toThrow(message);
    await runCase(backendOf(toy), title);
  });
});
