import { createTfjsNetwork, startTfjsBackend } from "@fagr/backend-tfjs/network";
import type { AgeGenderBackend } from "@fagr/core";
import { installAdvice, loadTfjsNode, tfjsNodePackage } from "./load-tfjs-node";

/** What tfjs-node calls its backend. */
const backend = "tensorflow";

/**
 * Runs networks on TensorFlow's own library, through the package `@tensorflow/tfjs-node` (an optional peer, imported when it is
 * first needed). Node only. Its own installer downloads the library from Google's servers; if they cannot be reached, `npx
 * fagr-tfjs-node-install` takes it from TensorFlow's Python wheel.
 *
 * TensorFlow takes all processor cores; the environment variables `TF_NUM_INTRAOP_THREADS` and `TF_NUM_INTEROP_THREADS`, set
 * before the first use, limit that. Its startup log is turned off unless `TF_CPP_MIN_LOG_LEVEL` is set.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { tfjsNodeBackend } from "@fagr/backend-tfjs-node";
 * import { weights } from "@fagr/weights";
 *
 * const model = await loadAgeGenderModel({ backend: tfjsNodeBackend(), weights });
 * ```
 */
export function tfjsNodeBackend(): AgeGenderBackend {
  const start = async () => {
    const tf = await loadTfjsNode();
    await startTfjsBackend(tf, { backend, packageName: tfjsNodePackage, advice: installAdvice });
    return tf;
  };
  return {
    name: "tfjs-node",
    async isAvailable() {
      try {
        const tf = await start();
        const { TF_Version: tensorflow } = (tf.findBackend(backend) as unknown as NativeBackend).binding;
        const version = tf.version["tfjs-node"];
        return { available: true, reason: `${tfjsNodePackage} ${version} with TensorFlow ${tensorflow} runs here.` };
      } catch (error) {
        return { available: false, reason: (error as Error).message };
      }
    },
    createNetwork: async (weights) => createTfjsNetwork(await start(), weights, { backend }),
  };
}

/** What tfjs-node's backend is made of, as far as it is asked here. */
interface NativeBackend {
  readonly binding: { readonly TF_Version: string };
}
