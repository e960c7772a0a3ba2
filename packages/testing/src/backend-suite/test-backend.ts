import type { AgeGenderBackend } from "@fagr/core";
import { nodeEnvironment } from "./node-environment";
import { openSuite } from "./open-suite";
import { type BackendTestOptions, limitsOf } from "./options";
import { registerCases } from "./register-cases";

/** How a backend is tested in Node. */
export interface NodeBackendTestOptions extends BackendTestOptions {
  /** Tensors or buffers that the runtime holds now, where it can tell; tested for leaks. */
  countTensors?: () => number;
}

/**
 * The one suite that every backend passes. Random networks, the shipped model's recorded answers and, where they are,
 * crops of data sets are compared with the same plan in tfjs-layers on tfjs's plain JavaScript backend.
 *
 * @example
 * ```ts
 * testBackend("onnx", () => onnxBackend(), { tolerance: 1e-5 });
 * ```
 */
export function testBackend(
  name: string,
  factory: () => AgeGenderBackend | Promise<AgeGenderBackend>,
  { countTensors, ...options }: NodeBackendTestOptions,
): void {
  const environment = { ...nodeEnvironment, ...(countTensors ? { countTensors } : {}) };
  registerCases(name, { ...options, countsTensors: countTensors !== undefined }, async () =>
    openSuite(await factory(), environment, limitsOf(options)),
  );
}
