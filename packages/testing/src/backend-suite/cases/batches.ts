import { InvalidArgumentError } from "@fagr/core";
import { randomBatch } from "../../random-images";
import { randomWeights } from "../../random-weights";
import { assert, assertClose, assertSame, largestDifference, rejectionOf } from "../assertions";
import { joinAnswers, repeatFaces, sliceAnswers, sliceFaces } from "../faces";
import { smallArchitecture as small, smallWeightsSeed } from "../small-network";
import type { BackendCase } from "../suite-context";

/** Faces do not depend on what runs beside them. */
export const batchCases: readonly BackendCase[] = [
  {
    id: "batch sizes",
    title: "agrees with tfjs-layers for batches of every size, up and down again",
    async run({ network, environment, counts: { batchSizes }, tolerance }) {
      // Few different faces, since the reference is slow.
      const run = { architecture: small, weightsSeed: smallWeightsSeed, facesSeed: 19, count: 7 };
      const faces = randomBatch(small, run.count, run.facesSeed);
      const reference = await environment.reference(run);
      const answers = Array.from({ length: run.count }, (_, face) => sliceAnswers(reference, face, face + 1));
      // Runtimes that plan for a batch's size must also cope with the next one.
      for (const size of [...batchSizes, ...batchSizes.toReversed()]) {
        const expected = joinAnswers(Array.from({ length: size }, (_, face) => answers[face % run.count]!));
        assertClose(await network.run(repeatFaces(faces, size)), expected, tolerance);
      }
    },
  },
  {
    id: "batch equals single",
    title: "answers for a face in a batch as for the face alone",
    async run({ network, tolerance }) {
      const batch = randomBatch(small, 5, 5);
      const alone = [];
      for (let face = 0; face < 5; face++) alone.push(await network.run(sliceFaces(batch, face, face + 1)));
      assertClose(await network.run(batch), joinAnswers(alone), tolerance);
    },
  },
  {
    id: "determinism",
    title: "gives the same bits for the same pixels",
    async run({ network }) {
      const batch = randomBatch(small, 2, 6);
      assertSame(await network.run(batch), await network.run(batch));
    },
  },
  {
    id: "concurrent runs",
    title: "keeps runs apart that are started together",
    async run({ network, tolerance }) {
      const batches = [7, 8, 9].map((seed, index) => randomBatch(small, 2 + index, seed));
      const together = await Promise.all(batches.map((batch) => network.run(batch)));
      for (const [index, batch] of batches.entries())
        assertClose(together[index]!, await network.run(batch), tolerance);
      const [first, second] = together.map((answer) => sliceAnswers(answer, 0, 1).age);
      assert(largestDifference(first!, second!) > tolerance, "Expected other faces to have other answers.");
    },
  },
  {
    id: "two networks",
    title: "runs two networks side by side, and one after the other is disposed",
    async run({ backend, network, environment, tolerance }) {
      const batch = randomBatch(small, 1, 11);
      const run = { architecture: small, facesSeed: 11, count: 1 };
      const expected = await environment.reference({ ...run, weightsSeed: smallWeightsSeed });
      const other = await backend.createNetwork(randomWeights(small, 10));
      try {
        const [mine, others] = await Promise.all([network.run(batch), other.run(batch)]);
        assertClose(others, await environment.reference({ ...run, weightsSeed: 10 }), tolerance);
        assertClose(mine, expected, tolerance);
      } finally {
        await other.dispose();
      }
      assertClose(await network.run(batch), expected, tolerance);
    },
  },
  {
    id: "wrong batch",
    title: "refuses pixels of the wrong length and says which it expects",
    async run({ network }) {
      const error = await rejectionOf(network.run({ data: new Float32Array(10), count: 2 }));
      assert(error instanceof InvalidArgumentError, `Expected an InvalidArgumentError, received ${error}.`);
      for (const number of [2 * 62 * 62 * 3, 10])
        assert(error.message.includes(String(number)), `Expected ${number} in the message "${error.message}".`);
    },
  },
];
