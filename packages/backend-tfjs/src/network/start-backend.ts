import { RuntimeMissingError } from "@fagr/core";
import { borrowEngine } from "./borrow-engine";
import type { Tfjs } from "./tfjs";

/** How to start a backend of tfjs. */
export interface StartTfjsBackendOptions {
  /** tfjs's name of the backend, such as "wasm" or "webgl". */
  readonly backend: string;
  /** Its package, named in the error if it does not start. */
  readonly packageName: string;
  /** One sentence that ends the error's message: what to do. */
  readonly advice: string;
}

const starts = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Starts a backend of tfjs, once, without making it the application's. The package that brings it must be imported
 * before.
 *
 * tfjs's own `setBackend` answers false or goes on with another backend where one does not start, and lets two starts at
 * the same time spoil each other; this throws, and waits for the start that is under way.
 *
 * @param tf - `@tensorflow/tfjs-core` or a package that passes it on.
 * @throws RuntimeMissingError naming the package if the backend does not start here.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import "@tensorflow/tfjs-backend-cpu";
 *
 * const packageName = "@tensorflow/tfjs-backend-cpu";
 * await startTfjsBackend(tf, { backend: "cpu", packageName, advice: "Try another one." });
 * const network = createTfjsNetwork(tf, await loadWeights(weights), { backend: "cpu" });
 * ```
 */
export function startTfjsBackend(tf: Tfjs, options: StartTfjsBackendOptions): Promise<void> {
  const engine = tf.engine();
  const ours = starts.get(engine) ?? new Map<string, Promise<void>>();
  starts.set(engine, ours);
  const { backend } = options;
  if (engine.registry[backend]) return Promise.resolve();
  const started = ours.get(backend) ?? start(tf, options).finally(() => ours.delete(backend));
  ours.set(backend, started);
  return started;
}

async function start(tf: Tfjs, { backend, packageName, advice }: StartTfjsBackendOptions): Promise<void> {
  const missing = (reason: string, cause?: unknown) =>
    new RuntimeMissingError(
      packageName,
      `Expected tfjs to run on "${backend}" (${packageName}), but it does not start here: ${reason}. ${advice}`,
      { cause },
    );
  const factory = tf.findBackendFactory(backend);
  if (!factory) throw missing("the package does not offer it on this platform");
  try {
    const instance = await factory();
    const { registry, registryFactory } = tf.engine();
    // The application may have started it meanwhile. The kernels work for one of the two, and it is the later.
    if (registry[backend]) instance.dispose();
    else {
      registry[backend] = instance;
      // Where the application chooses no backend, tfjs does, and would start this one a second time.
      registryFactory[backend]!.factory = () => instance;
    }
  } catch (error) {
    throw missing(reasonOf(error), error);
  }
  // Of a backend that is there, setBackend sets the kernels up at once and has nothing to wait for.
  borrowEngine(tf, () => void tf.engine().setBackend(backend));
}

/** tfjs-backend-wasm rejects with an object that is no Error. */
function reasonOf(error: unknown): string {
  const message = (error as Partial<Error> | null)?.message ?? String(error);
  return message.split("\n")[0]!.trim().replace(/\.$/, "");
}
