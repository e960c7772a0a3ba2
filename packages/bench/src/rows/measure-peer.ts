import { InvalidArgumentError } from "@fagr/core";
import { type PeerOptions, peers } from "../peers";
import { type Measurement, type RunFaces, timeRound, warmUp } from "./measurement";
import { batchFaces } from "./row";

/** A peer's network alone, on made-up crops: its time does not depend on what they show. */
export function measurePeer({ id, options }: { id: string; options: PeerOptions }): Measurement {
  const peer = peers.find((one) => one.id === id);
  if (!peer)
    throw new InvalidArgumentError(`Expected a peer (${peers.map(({ id }) => id).join(", ")}), received "${id}".`);
  let run: RunFaces<unknown>;
  return {
    async open() {
      const { available, reason } = await peer.isAvailable();
      if (!available) return { available, reason };
      const size = peer.inputSize;
      const image = {
        width: size,
        height: size,
        data: Uint8Array.from({ length: size * size * 3 }, (_, i) => i % 256),
      };
      const landmarks = [
        [0.34, 0.46],
        [0.66, 0.46],
        [0.5, 0.64],
        [0.37, 0.82],
        [0.63, 0.82],
      ].map(([x, y]) => ({ x: x! * size, y: y! * size }));
      const crop = peer.crop({ image, landmarks });
      const batches = new Map([1, batchFaces].map((count) => [count, repeat(crop, count)]));
      const network = await peer.open(options);
      run = (count) => network.run(batches.get(count)!, count);
      await warmUp(run);
      return { available, reason };
    },
    round: () => timeRound(run),
  };
}

function repeat(crop: Float32Array, count: number): Float32Array {
  const crops = new Float32Array(crop.length * count);
  for (let index = 0; index < count; index++) crops.set(crop, index * crop.length);
  return crops;
}
