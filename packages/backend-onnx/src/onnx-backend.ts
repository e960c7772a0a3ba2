import type { AgeGenderBackend } from "@fagr/core";
import { exportBothHeads } from "./export/export-onnx";
import type { PreluForm } from "./export/prelu";
import { createOnnxNetwork } from "./onnx-network";
import { firstLine } from "./runtime/first-line";
import { loadOnnxRuntime, type OnnxRuntimeName, tryRuntime } from "./runtime/load-runtime";
import { openSession } from "./runtime/session";
import { checkSessionOptions, type OnnxSessionOptions } from "./runtime/session-options";

/** Measured: each form is the faster one where it stands, by 80 % and 6 % of the whole network's time. */
const fasterPrelu: Record<OnnxRuntimeName, PreluForm> = {
  "onnxruntime-node": "arithmetic",
  "onnxruntime-web": "operator",
};

/**
 * Runs networks on ONNX Runtime: native code in Node (package onnxruntime-node, optional), WebAssembly in Node and the
 * browser. The weights are written as an ONNX model in memory; no file is needed.
 *
 * @throws InvalidArgumentError for options out of range.
 *
 * @example
 * ```ts
 * const model = await loadAgeGenderModel({ backend: onnxBackend({ threads: 2 }), weights });
 * ```
 */
export function onnxBackend(options: OnnxSessionOptions = {}): AgeGenderBackend {
  checkSessionOptions(options);
  const { runtime = "auto" } = options;
  return {
    name: runtime === "auto" ? "onnx" : `onnxruntime-${runtime}`,
    async isAvailable() {
      try {
        const found = await loadOnnxRuntime(options);
        await tryRuntime(found);
        return { available: true, reason: `${found.name} ${found.module.env.versions.common} runs here.` };
      } catch (error) {
        return { available: false, reason: firstLine(error) };
      }
    },
    async createNetwork(weights) {
      const found = await loadOnnxRuntime(options);
      const session = await openSession(found, exportBothHeads(weights, { prelu: fasterPrelu[found.name] }));
      return createOnnxNetwork(session, weights.manifest);
    },
  };
}
