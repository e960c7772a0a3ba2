/**
 * tfjs has one engine for the whole page or process, and the backend that an application chose is the application's.
 * Operations run before they return (only reading a tensor waits), so a network takes the engine for the length of one
 * synchronous call and gives it back as it was: nobody can look in between, and no lock is needed. `tf.setBackend` alone
 * would not do: it sets all kernels up again (1 ms, where a face takes 5), has no way back to "none chosen yet", and while the
 * application's backend is still starting it would start that once more.
 */
import { RuntimeMissingError } from "@fagr/core";
import type { KernelBackend } from "@tensorflow/tfjs-core";
import type { Tfjs } from "./tfjs";

/** The fields of tfjs's engine that say on what operations run; tfjs declares two of them private. */
interface ActiveBackend {
  backendName: string | null | undefined;
  backendInstance: KernelBackend | null | undefined;
  /** A start that somebody waits for; operations refuse to run until then. */
  pendingBackendInit: Promise<boolean> | null | undefined;
}

/**
 * Runs tfjs operations on a backend that is started, whatever the application has chosen.
 *
 * @param use - Synchronous; what it returns is passed on.
 * @throws RuntimeMissingError if the backend is not there (any more).
 */
export function runOnBackend<T>(tf: Tfjs, backend: string, use: () => T): T {
  const engine = tf.engine();
  const instance = engine.registry[backend];
  if (!instance)
    throw new RuntimeMissingError(
      backend,
      `Expected tfjs's backend "${backend}" to be running, but it is not started or was removed. Call startTfjsBackend() first, and load the model again after tf.removeBackend().`,
    );
  return borrowEngine(tf, () => {
    Object.assign(engine, { backendName: backend, backendInstance: instance });
    return use();
  });
}

/** Lets `use` change the engine's backend, and changes it back. */
export function borrowEngine<T>(tf: Tfjs, use: () => T): T {
  const engine = tf.engine() as unknown as ActiveBackend;
  const { backendName, backendInstance, pendingBackendInit } = engine;
  engine.pendingBackendInit = null;
  try {
    return use();
  } finally {
    Object.assign(engine, { backendName, backendInstance, pendingBackendInit });
  }
}
