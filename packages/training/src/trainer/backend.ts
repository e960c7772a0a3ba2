import { requireGraphicsAdapter } from "@fagr/backend-webgpu/adapter";
import { RuntimeMissingError } from "@fagr/core";
import { registerWasmGradients } from "@fagr/wasm-gradients";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { findBackendFactory, getBackend, ready, setBackend } from "@tensorflow/tfjs-core";

/** What a network can be trained on: the names that tfjs users know, "tfjs-node" being native TensorFlow. */
export type TrainingBackendName = "wasm" | "webgpu" | "tfjs-node" | "cpu";

/** All of them, the usual one first. */
export const trainingBackendNames: readonly TrainingBackendName[] = ["wasm", "webgpu", "tfjs-node", "cpu"];

/** A backend and its settings; plain data, which workers are sent. */
export interface TrainingBackend {
  readonly name: TrainingBackendName;
  /** For "webgpu": whether a software adapter is acceptable; it is far slower than "wasm". Default false. */
  readonly allowSoftwareAdapter?: boolean;
  /** For "wasm" in a browser: the folder that serves the .wasm files of @tensorflow/tfjs-backend-wasm, with a slash at its end. */
  readonly wasmPaths?: string;
}

const nameInTfjs = { wasm: "wasm", webgpu: "webgpu", "tfjs-node": "tensorflow", cpu: "cpu" } as const;

/** The package that each backend comes from. */
export const backendPackages = {
  wasm: "@tensorflow/tfjs-backend-wasm",
  webgpu: "@tensorflow/tfjs-backend-webgpu",
  "tfjs-node": "@tensorflow/tfjs-node",
  cpu: "@tensorflow/tfjs-backend-cpu",
} as const;

/**
 * Makes tfjs run on a backend in this thread, and sees to it that it does.
 *
 * @param load - Brings the package of a backend that tfjs does not know yet.
 * @throws RuntimeMissingError naming the package if it is missing or does not work here.
 */
export async function activateBackend(
  { name, allowSoftwareAdapter = false, wasmPaths }: TrainingBackend,
  load: (name: TrainingBackendName) => Promise<void>,
): Promise<void> {
  const tfjsName = nameInTfjs[name];
  // First: the package of tfjs looks for WebGPU when it is imported.
  if (name === "webgpu") await requireGraphicsAdapter({ allowSoftwareAdapter });
  if (name === "wasm") {
    registerWasmGradients();
    // tfjs takes paths until it has loaded its files, and complains afterwards.
    if (wasmPaths !== undefined && getActiveBackend() !== "wasm") setWasmPaths(wasmPaths);
  } else if (!findBackendFactory(tfjsName)) await load(name);
  let failure: Error | undefined;
  const answered = await setBackend(tfjsName).catch((error: Error) => {
    failure = error;
    return false;
  });
  // tfjs may answer false, or true and go on with another backend: neither is an error to it.
  if (!answered || getBackend() !== tfjsName)
    throw new RuntimeMissingError(
      backendPackages[name],
      `Expected tfjs to train on "${name}" (${backendPackages[name]}), but it does not start here${failure ? `: ${failure.message}` : ""}.${name === "wasm" ? " In a browser, say with wasmPaths where its .wasm files are served." : " Train on another backend, such as wasm."}`,
      { cause: failure },
    );
  await ready();
}

/** The backend that runs already; asking tfjs itself would start one. */
function getActiveBackend(): string | undefined {
  try {
    return getBackend() || undefined;
  } catch {
    return undefined;
  }
}
