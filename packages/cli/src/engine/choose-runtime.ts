import type { ModelOptions } from "../options";

/** The runtime of detectors, which know ONNX Runtime alone, beside a model on some backend. */
export function chooseRuntime(backend: ModelOptions["backend"]): "auto" | "node" | "web" {
  if (backend === "onnxruntime-node") return "node";
  return backend === "onnxruntime-web" ? "web" : "auto";
}
