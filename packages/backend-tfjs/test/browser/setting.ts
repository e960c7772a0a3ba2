import { readFileSync } from "node:fs";

const dist = new URL("../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url);
const names = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];

/** What a page serves for tfjs's wasm backend, by path. */
export const wasmFiles: ReadonlyMap<string, Uint8Array> = new Map(
  names.map((name) => [`/tfjs/${name}`, readFileSync(new URL(name, dist))]),
);

/** Lets SwiftShader do the GPU's work, so that WebGL runs on machines without one. */
export const softwareWebgl = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
