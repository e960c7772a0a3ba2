// What bundlers for the browser find under "#onnxruntime-node": nothing. It is never loaded, only resolved.
export {};
