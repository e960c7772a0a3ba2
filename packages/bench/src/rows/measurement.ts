import type { AgeGenderBackend } from "@fagr/core";
import type { LoadedWeights } from "@fagr/core/backend";
import { timeRuns } from "../support/time-runs";
import { batchFaces, type OpenedRow, type RoundTimes } from "./row";

/** Something under measurement; the same code in Node and in a page. */
export interface Measurement {
  open(): Promise<OpenedRow>;
  round(): Promise<RoundTimes>;
}

/** A network that is ready: runs the first so many of its faces. */
export type RunFaces<Answer> = (count: number) => Promise<Answer>;

/** The times of a round. */
export async function timeRound(run: RunFaces<unknown>): Promise<RoundTimes> {
  return {
    single: await timeRuns(() => run(1), { milliseconds: 200, least: 2 }),
    batch: await timeRuns(() => run(batchFaces), { milliseconds: 400, least: 1 }),
  };
}

/** Runs until code is compiled and memory is there; the answer for all faces. */
export async function warmUp<Answer>(run: RunFaces<Answer>): Promise<Answer> {
  await timeRuns(() => run(1), { milliseconds: 200, least: 2 });
  return run(batchFaces);
}

/** @param pixels - `[32, size, size, 3]`, the faces that all backends are asked about. */
export function measureBackend(
  backend: AgeGenderBackend,
  { weights, pixels }: { weights: LoadedWeights; pixels: Float32Array },
): Measurement {
  const batches = new Map(
    [1, batchFaces].map((count) => [count, { data: pixels.slice(0, (pixels.length / batchFaces) * count), count }]),
  );
  let run: RunFaces<{ age: Float32Array; gender: Float32Array }>;
  return {
    async open() {
      const { available, reason } = await backend.isAvailable();
      if (!available) return { available, reason };
      const network = await backend.createNetwork(weights);
      run = (count) => network.run(batches.get(count)!);
      const { age, gender } = await warmUp(run);
      return { available, reason, probabilities: { age: [...age], gender: [...gender] } };
    },
    round: () => timeRound(run),
  };
}
