import { DisposedError } from "@fagr/core";
import {
  type AgeGenderNetwork,
  checkPixelBatch,
  type LoadedWeights,
  type PixelBatch,
  planInference,
} from "@fagr/core/backend";
import type { Tensor } from "@tensorflow/tfjs-core";
import { runOnBackend } from "./borrow-engine";
import { createLayer, type TfjsLayer } from "./layers";
import type { Tfjs } from "./tfjs";

/** The backend that a network runs on. */
export interface TfjsNetworkOptions {
  /** tfjs's name of a backend that is started, such as "wasm", "webgl", "webgpu", "tensorflow" or "cpu". */
  readonly backend: string;
}

/**
 * Builds a network from tfjs operations, with its weights on one backend. It runs there whichever backend the application
 * chooses, and never changes that choice. The only tensors that it keeps are its weights, until it is disposed.
 *
 * @param tf - `@tensorflow/tfjs-core` or a package that re-exports it, such as `@tensorflow/tfjs-node`.
 * @throws RuntimeMissingError if the backend is not started, see {@link startTfjsBackend}.
 * @throws WeightsError if a tensor is missing or has the wrong length.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 *
 * await tf.setBackend("cpu");
 * const network = createTfjsNetwork(tf, await loadWeights(weights), { backend: "cpu" });
 * const { age, gender } = await network.run({ data: pixels, count: 1 }); // [1, 62, 62, 3] to [1, 48] and [1, 2]
 * ```
 */
export function createTfjsNetwork(tf: Tfjs, weights: LoadedWeights, { backend }: TfjsNetworkOptions): AgeGenderNetwork {
  const { architecture } = weights.manifest;
  const size = architecture.inputSize;
  const { steps, outputs, attributes } = planInference(weights);
  const answerNames = Object.keys({ ...outputs, ...attributes });
  const layers = runOnBackend(tf, backend, () => steps.map((step) => createLayer(tf, step)));
  const lastUses = findLastUses(layers);
  let disposed = false;

  /** Starts everything, waits for nothing: [N, size, size, 3] to the probabilities [N, ages], [N, 2] and of further attributes. */
  const predict = ({ data, count }: PixelBatch): Tensor[] =>
    tf.tidy(() => {
      const values = new Map<string, Tensor>([["image", tf.tensor(data, [count, size, size, 3])]]);
      for (const layer of layers) {
        const [input, residual] = layer.takes.map((name) => values.get(name)!);
        values.set(layer.name, layer.apply(input!, residual));
        // A batch's activations together would fill the memory of a device many times over.
        for (const name of lastUses.get(layer) ?? []) values.get(name)!.dispose();
      }
      // Kept: a scope that the application opened must not end them while they are read.
      return Object.values({ ...outputs, ...attributes }).map((name) => tf.keep(tf.softmax(values.get(name)!)));
    });

  return {
    async run(batch, { signal } = {}) {
      if (disposed) throw new DisposedError("network");
      signal?.throwIfAborted();
      checkPixelBatch(batch, architecture);
      const answers = runOnBackend(tf, backend, () => predict(batch));
      try {
        const [age, gender, ...others] = await Promise.all(answers.map((answer) => answer.data<"float32">()));
        signal?.throwIfAborted();
        const further = others.map((values, index) => [answerNames[index + 2]!, values] as const);
        return {
          age: age!,
          gender: gender!,
          ...(further.length > 0 ? { attributes: Object.fromEntries(further) } : {}),
        };
      } finally {
        for (const answer of answers) answer.dispose();
      }
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
      for (const layer of layers) layer.dispose();
    },
  };
}

/** For each layer, the outputs that nobody takes after it. */
function findLastUses(layers: readonly TfjsLayer[]): Map<TfjsLayer, string[]> {
  const last = new Map(layers.flatMap((layer) => layer.takes.map((name) => [name, layer] as const)));
  const uses = new Map<TfjsLayer, string[]>();
  for (const [name, layer] of last) uses.set(layer, [...(uses.get(layer) ?? []), name]);
  return uses;
}
