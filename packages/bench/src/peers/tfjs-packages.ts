import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { RuntimeMissingError } from "@fagr/core";
import type { BackendAvailability } from "@fagr/core/backend";
import { findNpmFolder, installNpmFolder, type NpmFolder } from "../support/npm-folder";

/** What runs face-api and human in Node; together some 370 MB, so they are no dependencies of the workspace. */
const tfjsPeerPackages: NpmFolder = {
  name: "peers",
  packages: {
    "@vladmandic/face-api": "1.7.15",
    "@vladmandic/human": "3.3.6",
    "@tensorflow/tfjs": "4.22.0",
    "@tensorflow/tfjs-backend-wasm": "4.22.0",
  },
};

/** What the peers of these packages run on. */
export const tfjsPeersRuntime = "@tensorflow/tfjs-backend-wasm";

/** The version in which a peer's package is installed. */
export const tfjsPeerVersion = (name: string): string => tfjsPeerPackages.packages[name]!;

/** A tensor, as far as it is used here. */
export interface PeerTensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array>;
  dispose(): void;
}

/** What is used of `@tensorflow/tfjs`. */
export interface PeerTensorFlow {
  tensor3d(values: Float32Array, shape: readonly number[]): PeerTensor;
  tensor4d(values: Float32Array, shape: readonly number[]): PeerTensor;
  loadGraphModel(handler: { load(): Promise<object> }): Promise<PeerGraphModel>;
  setBackend(name: string): Promise<boolean>;
}

/** A network that TensorFlow.js runs from its graph. */
export interface PeerGraphModel {
  execute(input: PeerTensor): PeerTensor[];
  dispose(): void;
}

/** Whether the packages are installed, and if not, what installs them. */
export function tfjsPeersAvailability(): BackendAvailability {
  return findNpmFolder(tfjsPeerPackages)
    ? { available: true, reason: "The packages are installed." }
    : { available: false, reason: 'Its packages are not installed: "npm run bench:latency" installs them once.' };
}

/** A file of the packages; undefined where they are not installed. */
export function tfjsPeerFile(path: string): string | undefined {
  const folder = findNpmFolder(tfjsPeerPackages);
  return folder && join(folder, "node_modules", path);
}

/** Installs the packages where they are missing. */
export async function installTfjsPeers(): Promise<void> {
  await installNpmFolder(tfjsPeerPackages);
}

/**
 * TensorFlow.js as the peers import it, on WebAssembly, and their packages' files.
 *
 * @throws RuntimeMissingError if they are not installed or the backend does not start.
 */
export async function openTfjsPeers() {
  const folder = findNpmFolder(tfjsPeerPackages);
  if (!folder) throw new RuntimeMissingError("@tensorflow/tfjs", tfjsPeersAvailability().reason);
  const require = createRequire(join(folder, "package.json"));
  const modules = join(folder, "node_modules");
  const tf = require("@tensorflow/tfjs") as PeerTensorFlow;
  const wasm = require("@tensorflow/tfjs-backend-wasm") as { setWasmPaths(folder: string): void };
  const binaries = join(modules, "@tensorflow/tfjs-backend-wasm/dist/");
  if (existsSync(binaries)) wasm.setWasmPaths(binaries);
  if (!(await tf.setBackend("wasm")))
    throw new RuntimeMissingError("@tensorflow/tfjs-backend-wasm", "tfjs-backend-wasm does not start here.");
  return {
    tf,
    require,
    /** Path of a file in an installed package. */
    file: (path: string) => join(modules, path),
  };
}
