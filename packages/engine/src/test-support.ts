import type { FeatureShape } from "@fagr/core/network";
import type { Graph, GraphOperation } from "./graph";
import { compileKernels } from "./kernels";
import { Runner } from "./runner";

/** Numbers in -1..1 from a seed. */
export function randomNumbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  });
}

/** Writes an image where the runner wants it. */
export function writeInput({ input }: Runner, pixels: Float32Array, image: number): void {
  const { floats, starts, row, height, rowLength, pitch } = input;
  const channels = pixels.length / height / (rowLength / pitch);
  for (let pixel = 0; pixel * channels < pixels.length; pixel++) {
    const [y, x] = [Math.floor((pixel * pitch) / rowLength), pixel % (rowLength / pitch)];
    floats.set(pixels.subarray(pixel * channels, (pixel + 1) * channels), starts[image]! + y * row + x * pitch);
  }
}

/** A runner, in floats, of a graph whose input is `"in"` and whose outputs are the last operation's or those named. */
export async function createRunner(
  shape: FeatureShape,
  operations: readonly GraphOperation[],
  { outputs = [operations.at(-1)!.name], images = 1 } = {},
): Promise<Runner> {
  const graph: Graph = { input: { name: "in", shape }, operations, outputs };
  return new Runner(graph, await compileKernels(), { images, arithmetic: "float32" });
}
