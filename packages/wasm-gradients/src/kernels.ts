import { RuntimeMissingError } from "@fagr/core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { backend, engine, getBackend, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";
import { kernelsBase64 } from "./generated/kernels";

/** The exports of assembly/index.ts. Pointers are byte offsets into the backend's heap; 0 is "none". */
export interface Kernels {
  // biome-ignore format: one parameter a line would hide the order
  matmulTransposedLeft(left: number, right: number, out: number, M: number, K: number, N: number, accumulate: boolean): void;
  // biome-ignore format: one parameter a line would hide the order
  matmulTransposedRight(left: number, right: number, out: number, packed: number, M: number, K: number, N: number): void;
  // biome-ignore format: one parameter a line would hide the order
  extractPatches(image: number, patches: number, height: number, width: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number, padTop: number, padLeft: number): void;
  // biome-ignore format: one parameter a line would hide the order
  depthwiseFilterGradient(x: number, dy: number, out: number, batch: number, height: number, width: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number, padTop: number, padLeft: number): void;
  // biome-ignore format: one parameter a line would hide the order
  depthwiseInputGradient(dy: number, filter: number, out: number, batch: number, height: number, width: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number, padTop: number, padLeft: number): void;
  channelMoments(x: number, mean: number, variance: number, M: number, C: number): void;
  // biome-ignore format: one parameter a line would hide the order
  normaliseActivate(x: number, scale: number, shift: number, alpha: number, residual: number, y: number, M: number, C: number): void;
  // biome-ignore format: one parameter a line would hide the order
  activationGradientSums(x: number, dy: number, scale: number, shift: number, alpha: number, mean: number, sumDz: number, sumDzX: number, dAlpha: number, M: number, C: number): void;
  // biome-ignore format: one parameter a line would hide the order
  normaliseGradient(x: number, dy: number, scale: number, shift: number, alpha: number, xFactor: number, constant: number, dx: number, M: number, C: number): void;
}

const instances = new WeakMap<BackendWasm, Kernels>();

/** tfjs's wasm backend, with the one thing that its types leave out: the memory. */
type BackendWithMemory = BackendWasm & {
  wasm: { asm?: { memory?: WebAssembly.Memory }; wasmMemory?: WebAssembly.Memory };
};

/** The wasm backend that runs now. */
export function wasmBackend(): BackendWasm {
  return backend() as BackendWasm;
}

/** Whether tfjs runs on the wasm backend now. */
export function isWasmBackend(): boolean {
  return getBackend() === "wasm";
}

/** The kernels on the heap of the wasm backend that runs now; compiled once a backend. */
export function kernels(): Kernels {
  const wasm = wasmBackend() as BackendWithMemory;
  let instance = instances.get(wasm);
  if (!instance) {
    const memory = wasm.wasm?.asm?.memory ?? wasm.wasm?.wasmMemory;
    if (!(memory instanceof WebAssembly.Memory))
      throw new RuntimeMissingError(
        "@tensorflow/tfjs-backend-wasm",
        `The gradient kernels need the heap of tfjs's wasm backend, but the backend "${getBackend()}" shows none. Set the backend "wasm" of @tensorflow/tfjs-backend-wasm 4.22 first.`,
      );
    const module = new WebAssembly.Module(decodeBase64(kernelsBase64));
    instance = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
    instances.set(wasm, instance);
  }
  return instance;
}

/** Byte offset of a tensor's data. Only good until the next allocation frees or moves nothing: use it at once. */
export function pointer(tensor: TensorInfo): number {
  return wasmBackend().dataIdMap.get(tensor.dataId).memoryOffset;
}

/** An uninitialised float32 tensor on the heap. */
export function allocate(shape: number[]): TensorInfo {
  return wasmBackend().makeOutput(shape, "float32");
}

/** Frees scratch space from {@link allocate} that never became a Tensor. */
export function release(tensor: TensorInfo): void {
  wasmBackend().disposeData(tensor.dataId);
}

/** Makes the engine own a tensor from {@link allocate}. */
export function toTensor<T extends Tensor>(info: TensorInfo): T {
  return engine().makeTensorFromTensorInfo(info) as T;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
