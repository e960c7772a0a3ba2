import { DisposedError } from "@fagr/core";
import type { ComparedModel, Peer, PeerOptions } from "./compared-model";

/** Faces that go through a network at once. */
const batchSize = 32;

/**
 * A peer as a model: faces in, ages and genders out.
 *
 * @throws RuntimeMissingError if its files are not here.
 *
 * @example
 * ```ts
 * await using model = await loadPeer(insightFace);
 * const [{ age, gender }] = await model.predict([{ image, box, landmarks }]);
 * ```
 */
export async function loadPeer(peer: Peer, options: PeerOptions = {}): Promise<ComparedModel> {
  const network = await peer.open(options);
  let disposed: Promise<void> | undefined;
  const dispose = () => (disposed ??= network.dispose());
  return {
    async predict(faces, { signal } = {}) {
      const predictions = [];
      for (let start = 0; start < faces.length; start += batchSize) {
        signal?.throwIfAborted();
        if (disposed) throw new DisposedError("model");
        const crops = faces.slice(start, start + batchSize).map((face) => peer.crop(face));
        predictions.push(...(await network.run(joinCrops(crops), crops.length)));
      }
      return predictions;
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Crops of one size, one behind the other. */
export function joinCrops(crops: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(crops.reduce((length, crop) => length + crop.length, 0));
  crops.reduce((offset, crop) => {
    joined.set(crop, offset);
    return offset + crop.length;
  }, 0);
  return joined;
}
