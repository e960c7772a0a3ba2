import { RuntimeMissingError } from "@fagr/core";
import type { TfjsBackendOptions, TfjsRuntimeName } from "./options";

/** A package of tfjs that brings a backend, imported. */
export interface LoadedRuntime {
  readonly packageName: string;
  readonly version: string;
  /** What to do where it does not start. */
  readonly advice: string;
}

/** tfjs itself, without what a network does not need. */
export async function loadTfjs(): Promise<typeof import("./tfjs-functions")> {
  try {
    return await import("./tfjs-functions");
  } catch (cause) {
    throw missing("@tensorflow/tfjs-core", cause);
  }
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
      throw missing(packageName, cause);
    }
    const advice =
      "In a browser, serve the .wasm files of its folder dist and say where with the option wasmPaths; after a failure, load the page again.";
    if (!isStarted)
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
    return { packageName, version: module.version_wasm, advice };
  },

  async webgl() {
    const packageName = "@tensorflow/tfjs-backend-webgl";
    try {
      const { version_webgl: version } = await import("@tensorflow/tfjs-backend-webgl");
      return { packageName, version, advice: 'It needs a browser with WebGL; the runtime "wasm" runs everywhere.' };
    } catch (cause) {
      throw missing(packageName, cause);
    }
  },

  async cpu() {
    const packageName = "@tensorflow/tfjs-backend-cpu";
    try {
      const { version_cpu: version } = await import("@tensorflow/tfjs-backend-cpu");
      return { packageName, version, advice: "Install it again." };
    } catch (cause) {
      throw missing(packageName, cause);
    }
  },
};

function missing(packageName: string, cause: unknown): RuntimeMissingError {
  const [reason] = (cause as Error).message.split("\n");
  const install = ["@tensorflow/tfjs-core", packageName].filter((name, index, all) => all.indexOf(name) === index);
  return new RuntimeMissingError(
    packageName,
    `Expected the package ${packageName}, received an error while importing it: ${reason} Install it with "npm install ${install.join(" ")}".`,
    { cause },
  );
}
