/** A page in which LiteRT.js runs a file; see litert-referee.ts. */
import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";

/** Runs `/model.tflite` on numbers of this shape; the outputs by their names. */
async function answer(pixels: readonly number[], shape: readonly number[]): Promise<Record<string, readonly number[]>> {
  await loadLiteRt("/wasm/");
  const model = await loadAndCompile("/model.tflite", { accelerator: "wasm" });
  const outputs = await model.run({ image: new Tensor(Float32Array.from(pixels), [...shape]) });
  const entries = Object.entries(outputs).map(
    async ([name, tensor]) => [name, Array.from(await tensor.data())] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

Object.assign(globalThis, { answer });
