import { type AgeGenderBackend, DisposedError } from "@fagr/core";
import { type AgeGenderNetwork, checkPixelBatch, type LoadedWeights, type PixelBatch } from "@fagr/core/backend";
import { referenceProbabilities } from "../reference";
import { testBackend } from "./test-backend";

/** The reference itself as a backend: shows that the suite can be passed, and how little a backend needs. */
class ReferenceNetwork implements AgeGenderNetwork {
  #weights: LoadedWeights | null;

  constructor(weights: LoadedWeights) {
    this.#weights = weights;
  }

  async run(batch: PixelBatch, { signal }: { signal?: AbortSignal } = {}) {
    if (!this.#weights) throw new DisposedError("network");
    signal?.throwIfAborted();
    checkPixelBatch(batch, this.#weights.manifest.architecture);
    return referenceProbabilities(this.#weights, batch);
  }

  async dispose() {
    this.#weights = null;
  }
}

const referenceBackend: AgeGenderBackend = {
  name: "reference",
  isAvailable: async () => ({ available: true, reason: "Runs in plain JavaScript." }),
  createNetwork: async (weights) => new ReferenceNetwork(weights),
};

const itself = "the reference would be compared with itself";

testBackend("reference", () => referenceBackend, {
  tolerance: 1e-6,
  skip: {
    "original authors": itself,
    attributes: itself,
    "other sizes": itself,
    "real crops": itself,
    memory: "it builds a model for every run, and tfjs-layers remembers the names of all",
  },
  reduced: { reason: "plain JavaScript takes its time", batchSizes: [1, 2] },
});
