import type { ModelOptions } from "../options";

/** The runtime of detectors beside a model on some backend: the engine, unless ONNX Runtime is asked for by name. */
export function chooseRuntime(backend: ModelOptions["backend"]) {
  if (backend === "onnxruntime-node") return { runtime: "onnx", onnx: { runtime: "node" } } as const;
  if (backend === "onnxruntime-web") return { runtime: "onnx", onnx: { runtime: "web" } } as const;
  return {};
}
