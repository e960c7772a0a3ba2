import type { Candidate } from "./candidate";
import { onnxruntimeWeb, onnxruntimeWebgpu, tfjsCpu, tfjsWasm, tfjsWebgl, wasm, webgpu } from "./candidates";

/** In a browser, the fastest first, by the measurements in docs/decisions/0012-backends-are-opened-by-name.md. */
export const candidates: readonly Candidate[] = [
  wasm,
  tfjsWasm,
  onnxruntimeWeb,
  webgpu,
  onnxruntimeWebgpu,
  tfjsWebgl,
  tfjsCpu,
];
