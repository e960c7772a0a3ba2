import type { NetworkPlan } from "@fagr/core/network";
import type { BatchPeers } from "@fagr/wasm-gradients";

/** Memory that threads share to add sums up; plain data, which workers are sent. */
export interface BatchExchange {
  /** How many have arrived, and how often all have. */
  readonly control: Int32Array;
  /** Two turns, each with a place for every part. */
  readonly sums: Float64Array;
  /** Numbers that a place holds. */
  readonly width: number;
}

/** Where a part stands in its batch. */
export interface BatchPart {
  readonly part: number;
  readonly parts: number;
  /** Samples of the whole batch. */
  readonly batchSize: number;
}

/** Shared memory for so many parts of a network's batches. */
export function createBatchExchange(plan: NetworkPlan, parts: number): BatchExchange {
  const channels = plan.layers.map((layer) => (layer.kind === "batchNorm" ? layer.weights[0]!.shape[0]! : 0));
  const width = 2 * Math.max(...channels, 0);
  return {
    control: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    sums: new Float64Array(new SharedArrayBuffer(2 * parts * width * Float64Array.BYTES_PER_ELEMENT)),
    width,
  };
}

const arrived = 0;
const rounds = 1;

/**
 * One part's end of the exchange. The parts run the same layers in the same order, so that their n-th sums belong together. They
 * take turns on two halves of the memory: who writes to a half again has met everybody at the other one in between, so nobody
 * still reads it.
 */
export function openBatchExchange(
  { control, sums, width }: BatchExchange,
  { part, parts, batchSize }: BatchPart,
): BatchPeers {
  return {
    batch: batchSize,
    sum(all) {
      for (let start = 0; start < all.length; start += width) sumPlace(all.subarray(start, start + width));
    },
  };

  /** As much as a place holds. */
  function sumPlace(values: Float64Array): void {
    const round = Atomics.load(control, rounds);
    const half = (round & 1) * (sums.length / 2);
    sums.set(values, half + part * width);
    if (Atomics.add(control, arrived, 1) === parts - 1) {
      Atomics.store(control, arrived, 0);
      Atomics.add(control, rounds, 1);
      Atomics.notify(control, rounds);
    } else while (Atomics.load(control, rounds) === round) Atomics.wait(control, rounds, round);
    values.fill(0);
    for (let other = 0; other < parts; other++) {
      const place = half + other * width;
      for (let index = 0; index < values.length; index++) values[index]! += sums[place + index]!;
    }
  }
}
