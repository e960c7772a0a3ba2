import type { Candidate } from "./candidate";
import { onnxruntimeNode, onnxruntimeWeb, tfjsCpu, tfjsWasm, wasm, webgpu } from "./candidates";
import { tfjsNode } from "./tfjs-node";

/** In Node, the fastest first, by the measurements in docs/decisions/0012-backends-are-opened-by-name.md. */
export const candidates: readonly Candidate[] = [
  onnxruntimeNode,
  wasm,
  tfjsWasm,
  onnxruntimeWeb,
  webgpu,
  tfjsNode,
  tfjsCpu,
];
