// package.json's "imports" says what these names stand for in Node and in the browser; the interface is the same.
declare module "#onnxruntime-node" {
  export * from "onnxruntime-web";
}

declare module "#onnxruntime-web" {
  export * from "onnxruntime-web";
}

declare module "#onnxruntime-webgpu" {
  export * from "onnxruntime-web";
}
