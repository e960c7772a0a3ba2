/** tfjs asks it before it starts its wasm backend. */
const flag = "WASM_HAS_MULTITHREAD_SUPPORT";

/** tfjs's flags, as far as they are used here. */
interface Flags {
  set(flag: string, value: boolean): void;
}

/**
 * Keeps tfjs from starting threads where they are not wanted or cannot start. On a cross-origin isolated page tfjs starts them
 * unasked, from blob: addresses, and where the page's Content-Security-Policy forbids these it waits for them for ever.
 *
 * @param threads - As many as the application wants; undefined leaves it to tfjs.
 */
export async function avoidStuckThreads(flags: Flags, threads: number | undefined): Promise<void> {
  if (globalThis.crossOriginIsolated !== true) return;
  if (threads === 1 || !(await canStartBlobWorkers())) flags.set(flag, false);
}

/** Does what tfjs's threads do first: a worker from a blob, which imports another blob. */
async function canStartBlobWorkers(): Promise<boolean> {
  const addressOf = (script: string) => URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const imported = addressOf("");
  const started = addressOf(`importScripts(${JSON.stringify(imported)}); postMessage(null);`);
  let worker: Worker | undefined;
  try {
    // Throws in some browsers where the policy forbids it, and tells of an error later in others.
    const probe = (worker = new Worker(started));
    return await new Promise((resolve) => {
      probe.onmessage = () => resolve(true);
      probe.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
    });
  } catch {
    return false;
  } finally {
    worker?.terminate();
    URL.revokeObjectURL(imported);
    URL.revokeObjectURL(started);
  }
}
