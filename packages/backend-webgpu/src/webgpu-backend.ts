import { createTfjsNetwork, loadTfjs, missingPackage, startTfjsBackend } from "@fagr/backend-tfjs/network";
import type { AgeGenderBackend } from "@fagr/core";
import type { GraphicsAdapterOptions } from "@fagr/core/backend";
import { requireGraphicsAdapter } from "./adapter/require-adapter";

const packageName = "@tensorflow/tfjs-backend-webgpu";

/** How to run networks on WebGPU. */
export type WebgpuBackendOptions = GraphicsAdapterOptions;

/**
 * Runs networks on the GPU: TensorFlow.js on WebGPU, in browsers that have it, and in Node with the package `webgpu` (Dawn). The
 * packages of tfjs are optional peers and imported when they are first needed. The backend that the application itself chose
 * (`tf.setBackend`) does not change.
 *
 * A software adapter (SwiftShader, lavapipe) is far slower than wasm and not used unless you allow it.
 *
 * @example
 * ```ts
 * const backend = webgpuBackend();
 * const { available, reason } = await backend.isAvailable();
 * const model = available ? await loadAgeGenderModel({ backend, weights }) : console.warn(reason);
 * ```
 */
export function webgpuBackend(options: WebgpuBackendOptions = {}): AgeGenderBackend {
  const start = async () => {
    // First: the package of tfjs looks for WebGPU when it is imported.
    const adapter = await requireGraphicsAdapter(options);
    const tf = await loadTfjs();
    try {
      await import("@tensorflow/tfjs-backend-webgpu");
    } catch (cause) {
      throw missingPackage(packageName, cause);
    }
    await startTfjsBackend(tf, {
      backend: "webgpu",
      packageName,
      advice: "Use another backend, such as wasm.",
    });
    return { tf, adapter };
  };

  return {
    name: "webgpu",
    async isAvailable() {
      try {
        const { tf, adapter } = await start();
        const software = adapter.isSoftware ? ", in software: slow" : "";
        return {
          available: true,
          reason: `${packageName} (tfjs ${tf.version_core}) runs here on ${adapter.name}${software}.`,
        };
      } catch (error) {
        return { available: false, reason: (error as Error).message };
      }
    },
    async createNetwork(weights) {
      const { tf } = await start();
      return createTfjsNetwork(tf, weights, { backend: "webgpu" });
    },
  };
}
