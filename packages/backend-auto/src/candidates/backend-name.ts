// Written by scripts/backends of what the backends say in their package.json: "npm run backends" writes it anew.

/** The backends that have a name here. Which of them there are depends on where this runs: Node or a browser. */
export type BackendName =
  | "onnxruntime-node"
  | "wasm"
  | "tfjs-wasm"
  | "onnxruntime-web"
  | "webgpu"
  | "onnxruntime-webgpu"
  | "tfjs-node"
  | "tfjs-webgl"
  | "tfjs-cpu";
