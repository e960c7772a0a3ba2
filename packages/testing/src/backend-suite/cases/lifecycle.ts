import { type AgeGenderBackend, DisposedError, loadAgeGenderModel } from "@fagr/core";
import { randomBatch, randomImage } from "../../random-images";
import { assert, assertProbabilities, rejectionOf } from "../assertions";
import { smallArchitecture as small } from "../small-network";
import type { BackendCase } from "../suite-context";

const faces = [13, 14, 15, 16, 17].map((seed) => ({
  image: randomImage(80, 70, seed),
  box: { x: 5.5, y: -3, width: 70, height: 66 },
}));

/** The same backend, which tells when its networks have run. */
function watchRuns(backend: AgeGenderBackend, onRun: () => void): AgeGenderBackend {
  return {
    ...backend,
    name: backend.name,
    async createNetwork(weights) {
      const network = await backend.createNetwork(weights);
      return {
        async run(batch, options) {
          const answer = await network.run(batch, options);
          onRun();
          return answer;
        },
        dispose: () => network.dispose(),
      };
    },
  };
}

/** How networks and models stop, end, and refuse. */
export const lifecycleCases: readonly BackendCase[] = [
  {
    id: "abort",
    title: "rejects with the reason of a signal that is aborted, and works afterwards",
    async run({ network }) {
      const reason = new Error("the user left");
      const batch = randomBatch(small, 1, 12);
      const error = await rejectionOf(network.run(batch, { signal: AbortSignal.abort(reason) }));
      assert(error === reason, `Expected the signal's reason, received ${error}.`);
      assertProbabilities(await network.run(batch), 1, 10);
    },
  },
  {
    id: "abort between batches",
    title: "stops a list of batches where it is aborted",
    async run({ backend, weights }) {
      const reason = new Error("enough");
      const controller = new AbortController();
      let runs = 0;
      const watched = watchRuns(backend, () => {
        if (++runs === 2) controller.abort(reason);
      });
      await using model = await loadAgeGenderModel({ backend: watched, weights });
      const error = await rejectionOf(model.predict(faces, { batchSize: 1, signal: controller.signal }));
      assert(error === reason, `Expected the signal's reason, received ${error}.`);
      assert(runs === 2, `Expected no run after the second, received ${runs}.`);
      const predictions = await model.predict(faces);
      assert(predictions.length === faces.length, `Expected ${faces.length} predictions afterwards.`);
    },
  },
  {
    id: "model",
    title: "predicts through the model, in batches, as one by one",
    async run({ backend, weights, tolerance }) {
      const model = await loadAgeGenderModel({ backend, weights });
      const together = await model.predict(faces, { batchSize: 2 });
      for (const [index, face] of faces.entries()) {
        const [alone] = await model.predict([face]);
        assert(together[index]!.gender === alone!.gender, `Expected the gender of face ${index} alone in a batch too.`);
        const difference = Math.abs(together[index]!.age - alone!.age);
        // The age is an expectation over 10 classes of up to 29 years.
        assert(difference < tolerance * 290, `Expected the age of face ${index} alone, it is ${difference} off.`);
      }
      assert(model.backend === backend.name, `Expected the backend's name "${backend.name}", not "${model.backend}".`);
      await model.dispose();
      const error = await rejectionOf(model.predict(faces));
      assert(error instanceof DisposedError, `Expected a DisposedError, received ${error}.`);
    },
  },
  {
    id: "dispose while running",
    title: "lets a prediction finish that is under way when the model is disposed of",
    async run({ backend, weights }) {
      const model = await loadAgeGenderModel({ backend, weights });
      const [predictions] = await Promise.all([model.predict(faces.slice(0, 2)), model.dispose()]);
      assert(predictions.length === 2, `Expected 2 predictions, received ${predictions.length}.`);
    },
  },
  {
    id: "double dispose",
    title: "can be disposed twice",
    async run({ backend, weights }) {
      const temporary = await backend.createNetwork(weights);
      await temporary.dispose();
      await temporary.dispose();
    },
  },
  {
    id: "use after dispose",
    title: "throws DisposedError when run after disposal",
    async run({ backend, weights }) {
      const temporary = await backend.createNetwork(weights);
      await temporary.dispose();
      const error = await rejectionOf(temporary.run(randomBatch(small, 1, 18)));
      assert(error instanceof DisposedError, `Expected a DisposedError, received ${error}.`);
    },
  },
];
