import { type BackendName, backendNames, createBackend, listBackends } from "@fagr/backend-auto";
import type { AgeGenderBackend, AgeGenderModel, RgbImage } from "@fagr/core";
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threaded from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import type { BackendRow, MeasuredBackend } from "../answers";

/** The one backend that does not find its files by itself. */
async function openTfjsWasm(): Promise<AgeGenderBackend> {
  const { tfjsBackend } = await import("@fagr/backend-tfjs");
  const wasmPaths = {
    "tfjs-backend-wasm.wasm": address(plain),
    "tfjs-backend-wasm-simd.wasm": address(simd),
    "tfjs-backend-wasm-threaded-simd.wasm": address(threaded),
  };
  return tfjsBackend({ runtime: "wasm", wasmPaths });
}

/** The full address of a built file: what is relative would be looked for beside whatever script asks for it. */
export const address = (file: string): string => new URL(file, import.meta.url).href;

/** Every backend, and whether it runs here. Starts all of their runtimes, which takes a while and downloads them. */
export async function listRunnable(): Promise<BackendRow[]> {
  const tfjsWasm = await openTfjsWasm();
  return listBackends({ candidates: backendNames.map((name) => (name === "tfjs-wasm" ? tfjsWasm : name)) });
}

export async function openBackend(name: string): Promise<AgeGenderBackend> {
  return name === "tfjs-wasm" ? openTfjsWasm() : createBackend(name as BackendName);
}

/** A picture takes as long as any other of its size. */
const anyFace: RgbImage = { width: 124, height: 124, data: new Uint8Array(124 * 124 * 3).fill(128) };
const repetitions = 10;

/** How long a face takes, once the runtime is warm. */
export async function measureModel(model: AgeGenderModel): Promise<MeasuredBackend> {
  const faces = [{ image: anyFace }];
  await model.predict(faces);
  const times: number[] = [];
  for (let index = 0; index < repetitions; index++) {
    const start = performance.now();
    await model.predict(faces);
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const middle = repetitions / 2;
  return { name: model.backend, milliseconds: (times[middle - 1]! + times[middle]!) / 2 };
}
