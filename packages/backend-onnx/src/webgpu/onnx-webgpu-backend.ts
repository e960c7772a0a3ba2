import type { AgeGenderBackend } from "@fagr/core";
import { checkOptions, findGraphicsAdapter, type GraphicsAdapterOptions } from "@fagr/core/backend";
import { exportBothHeads } from "../export/export-onnx";
import { createOnnxNetwork } from "../onnx-network";
import { firstLine } from "../runtime/first-line";
import { tryRuntime } from "../runtime/load-runtime";
import { openSession } from "../runtime/session";
import type { OnnxSessionOptions } from "../runtime/session-options";
import { loadWebgpuRuntime } from "./load-webgpu-runtime";

/** How to run on the GPU. */
export interface OnnxWebgpuOptions extends GraphicsAdapterOptions {
  /**
   * Where onnxruntime-web's `ort-wasm-simd-threaded.asyncify.wasm` is; as `wasmPaths` of `onnxBackend`, but it is another
   * file, with WebGPU inside.
   */
  readonly wasmPaths?: OnnxSessionOptions["wasmPaths"];
}

/**
 * Runs networks on onnxruntime-web's WebGPU execution provider, in browsers that have WebGPU. A program that does a graphics
 * card's work on the processor is far slower than wasm and not used unless you allow it.
 *
 * @example
 * ```ts
 * const backend = onnxWebgpuBackend();
 * const { available, reason } = await backend.isAvailable();
 * const model = available ? await loadAgeGenderModel({ backend, weights }) : console.warn(reason);
 * ```
 */
export function onnxWebgpuBackend(options: OnnxWebgpuOptions = {}): AgeGenderBackend {
  checkOptions(options, ["wasmPaths", "allowSoftwareAdapter"], "onnxWebgpuBackend()");
  const start = async () => {
    const runtime = await loadWebgpuRuntime(options.wasmPaths);
    return { runtime, adapter: await findGraphicsAdapter(options) };
  };
  return {
    name: "onnxruntime-webgpu",
    async isAvailable() {
      try {
        const { runtime, adapter } = await start();
        await tryRuntime(runtime);
        const software = adapter.isSoftware ? ", in software: slow" : "";
        const version = runtime.module.env.versions.common;
        return { available: true, reason: `onnxruntime-web ${version} runs here on ${adapter.name}${software}.` };
      } catch (error) {
        return { available: false, reason: firstLine(error) };
      }
    },
    async createNetwork(weights) {
      const { runtime } = await start();
      // A PRelu is one program of the GPU, its arithmetic three.
      const session = await openSession(runtime, exportBothHeads(weights, { prelu: "operator" }));
      return createOnnxNetwork(session, weights.manifest);
    },
  };
}
