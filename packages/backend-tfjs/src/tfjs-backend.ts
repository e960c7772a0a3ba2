import type { AgeGenderBackend } from "@fagr/core";
import { describeRuntime } from "./describe-runtime";
import { createTfjsNetwork } from "./network/create-network";
import { loadTfjs } from "./network/load-tfjs";
import { startTfjsBackend } from "./network/start-backend";
import { checkTfjsOptions, type TfjsBackendOptions } from "./options";
import { loadRuntime } from "./runtimes";

/**
 * Runs networks on TensorFlow.js: WebAssembly in Node and the browser, WebGL in the browser, or plain JavaScript. The packages of
 * tfjs are optional peers and imported when they are first needed. The backend that the application itself chose
 * (`tf.setBackend`) does not change.
 *
 * @throws InvalidArgumentError for options out of range.
 *
 * @example
 * ```ts
 * const backend = tfjsBackend({ runtime: "wasm", wasmPaths: "/assets/tfjs/" });
 * const model = await loadAgeGenderModel({ backend, weights });
 * ```
 */
export function tfjsBackend(options: TfjsBackendOptions = {}): AgeGenderBackend {
  checkTfjsOptions(options);
  const { runtime = "wasm" } = options;

  const start = async () => {
    const tf = await loadTfjs();
    const found = await loadRuntime[runtime](options, runtime in tf.engine().registry);
    await startTfjsBackend(tf, { backend: runtime, ...found });
    return { tf, ...found };
  };

  return {
    name: `tfjs-${runtime}`,
    async isAvailable() {
      try {
        const { tf, packageName, version } = await start();
        return { available: true, reason: `${packageName} ${version} runs here${describeRuntime(tf, runtime)}.` };
      } catch (error) {
        return { available: false, reason: (error as Error).message };
      }
    },
    async createNetwork(weights) {
      const { tf } = await start();
      return createTfjsNetwork(tf, weights, { backend: runtime });
    },
  };
}
