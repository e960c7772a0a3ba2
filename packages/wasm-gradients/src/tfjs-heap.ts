import { RuntimeMissingError } from "@fagr/core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { backend, engine, getBackend, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";
import { instantiateKernels, type Kernels } from "./kernels";

const instances = new WeakMap<BackendWasm, Kernels>();

/** tfjs's wasm backend, with the one thing that its types leave out: the memory. */
type BackendWithMemory = BackendWasm & {
  wasm: { asm?: { memory?: WebAssembly.Memory }; wasmMemory?: WebAssembly.Memory };
};

/** The wasm backend that runs now. */
function wasmBackend(): BackendWasm {
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
    instance = instantiateKernels(memory);
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

/** A float32 tensor of zeros on the heap. */
export function allocateZeros(shape: number[]): TensorInfo {
  const tensor = allocate(shape);
  kernels().fillZero(
    pointer(tensor),
    shape.reduce((product, size) => product * size, 1),
  );
  return tensor;
}

/** Frees scratch space from {@link allocate} that never became a Tensor. */
export function release(tensor: TensorInfo): void {
  wasmBackend().disposeData(tensor.dataId);
}

/** Makes the engine own a tensor from {@link allocate}. */
export function toTensor<T extends Tensor>(info: TensorInfo): T {
  return engine().makeTensorFromTensorInfo(info) as T;
}
