// Written by scripts/backends of what the backends say in their package.json: "npm run backends" writes it anew.

/** The names of the backends; Node and browsers have different ones. */
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
