import type { ModelOptions } from "../options";

/** ONNX Runtime's package that a backend stands for, as `onnxBackend()` and `createFaceDetector()` call it. */
export function chooseRuntime(backend: ModelOptions["backend"]): "auto" | "node" | "web" {
  if (backend === "onnx") return "auto";
  return backend === "onnxruntime-web" ? "web" : "node";
}
