import type { AgeGenderBackend } from "@fagr/core";
import { checkOptions } from "@fagr/core/backend";
import { type BackendChoice, chooseBackend } from "./choose-backend";
import type { CandidateOptions } from "./list-backends";

/** The candidates of {@link autoBackend}, and a callback. */
export interface AutoBackendOptions extends CandidateOptions {
  /** Called once, when the choice is made: when the first model is loaded or `isAvailable()` is asked. */
  onChoice?(choice: BackendChoice): void;
}

/**
 * The fastest backend that runs here, chosen when a model is loaded. The model's `backend` names it. The choice is kept for
 * further models.
 *
 * `@fagr/backend-wasm` comes with this package and runs wherever there is WebAssembly with SIMD. The packages of the other
 * backends, and their runtimes, are used if you have installed them.
 *
 * @throws InvalidArgumentError, when it chooses, for an unknown name among the candidates.
 *
 * @example
 * ```ts
 * const backend = autoBackend({
 *   onChoice: ({ backend, passedOver }) => console.log(backend.name, passedOver),
 * });
 * const model = await loadAgeGenderModel({ backend, weights });
 * console.log(model.backend); // "onnxruntime-node"
 * ```
 */
export function autoBackend(given: AutoBackendOptions = {}): AgeGenderBackend {
  checkOptions(given, ["candidates", "onChoice"], "autoBackend()");
  const { onChoice, ...options } = given;
  let choosing: Promise<BackendChoice> | undefined;
  const choose = () => {
    choosing ??= chooseBackend(options).then((choice) => {
      onChoice?.(choice);
      return choice;
    });
    // What is missing now may be there later, such as a file that could not be fetched.
    choosing.catch(() => {
      choosing = undefined;
    });
    return choosing;
  };
  return {
    name: "auto",
    async isAvailable() {
      try {
        const { backend, reason } = await choose();
        return { available: true, reason: `${backend.name}: ${reason}` };
      } catch (error) {
        return { available: false, reason: (error as Error).message };
      }
    },
    async createNetwork(weights) {
      const { backend } = await choose();
      const network = await backend.createNetwork(weights);
      return {
        backend: network.backend ?? backend.name,
        run: (batch, runOptions) => network.run(batch, runOptions),
        dispose: () => network.dispose(),
      };
    },
  };
}
