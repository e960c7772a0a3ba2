import { RuntimeMissingError } from "@fagr/core";
import { requireWebAssembly } from "@fagr/core/backend";
import { loadTfjs, missingPackage } from "./network/load-tfjs";
import type { TfjsBackendOptions, TfjsRuntimeName } from "./options";
import { avoidStuckThreads } from "./wasm-threads";

/** A package of tfjs that brings a backend, imported. */
export interface LoadedRuntime {
  readonly packageName: string;
  readonly version: string;
  /** What to do where it does not start. */
  readonly advice: string;
}

/**
 * Imports the package of a runtime, and sets it up as the options say. Each import stands in a `try`, which tells bundlers
 * that the package may be missing.
 */
export const loadRuntime: Record<
  TfjsRuntimeName,
  (options: TfjsBackendOptions, isStarted: boolean) => Promise<LoadedRuntime>
> = {
  async wasm({ wasmPaths, threads }, isStarted) {
    const packageName = "@tensorflow/tfjs-backend-wasm";
    let module: typeof import("@tensorflow/tfjs-backend-wasm");
    try {
      module = await import("@tensorflow/tfjs-backend-wasm");
    } catch (cause) {
      throw missingPackage(packageName, cause);
    }
    // tfjs itself would say that its files are missing.
    requireWebAssembly(packageName);
    const advice =
      "In a browser, serve the .wasm files of its folder dist and say where with the option wasmPaths; after a failure, load the page again.";
    if (!isStarted) {
      await avoidStuckThreads((await loadTfjs()).env(), threads);
      try {
        if (threads !== undefined) module.setThreadsCount(threads);
        if (wasmPaths !== undefined) module.setWasmPaths(wasmPaths);
      } catch (cause) {
        throw new RuntimeMissingError(
          packageName,
          `Expected ${packageName} to take the option wasmPaths, but it says: ${(cause as Error).message} ${advice}`,
          { cause },
        );
      }
    }
    return { packageName, version: module.version_wasm, advice };
  },

  async webgl() {
    const packageName = "@tensorflow/tfjs-backend-webgl";
    try {
      const { version_webgl: version } = await import("@tensorflow/tfjs-backend-webgl");
      return { packageName, version, advice: 'It needs a browser with WebGL; the runtime "wasm" runs everywhere.' };
    } catch (cause) {
      throw missingPackage(packageName, cause);
    }
  },

  async cpu() {
    const packageName = "@tensorflow/tfjs-backend-cpu";
    try {
      const { version_cpu: version } = await import("@tensorflow/tfjs-backend-cpu");
      return { packageName, version, advice: "Install it again." };
    } catch (cause) {
      throw missingPackage(packageName, cause);
    }
  },
};
