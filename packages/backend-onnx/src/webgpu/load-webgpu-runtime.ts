import { RuntimeMissingError } from "@fagr/core";
import { requireWebAssembly } from "@fagr/core/backend";
import { importWebBuild, isNode, type OnnxRuntime } from "../runtime/load-runtime";
import { createQueue } from "../runtime/queue";
import type { OnnxSessionOptions } from "../runtime/session-options";

/**
 * One for all sessions: up to 1.30 they share a command encoder, and two that run at the same time break each other
 * (https://github.com/microsoft/onnxruntime/issues/32561).
 */
const queue = createQueue();

/**
 * Imports onnxruntime-web with its WebGPU execution provider.
 *
 * @throws RuntimeMissingError in Node, or if the package is missing.
 */
export async function loadWebgpuRuntime(wasmPaths: OnnxSessionOptions["wasmPaths"]): Promise<OnnxRuntime> {
  if (isNode())
    throw new RuntimeMissingError(
      "onnxruntime-web",
      "Expected a browser: onnxruntime-web has no WebGPU in Node. Use webgpuBackend() of @fagr/backend-webgpu there, or onnxBackend().",
    );
  const module = await importWebBuild(() => import("#onnxruntime-webgpu"));
  requireWebAssembly("onnxruntime-web");
  const { wasm } = module.env;
  // The GPU computes; threads would only wait for it.
  wasm.numThreads = 1;
  if (wasmPaths !== undefined) wasm.wasmPaths = wasmPaths as NonNullable<typeof wasm.wasmPaths>;
  return {
    name: "onnxruntime-web",
    wasmFile: "ort-wasm-simd-threaded.asyncify.wasm",
    module,
    queue,
    sessionOptions: {
      executionProviders: ["webgpu"],
      // Warnings on the console that a few nodes stay on the processor are not for those who use an application.
      logSeverityLevel: 3,
    },
  };
}
