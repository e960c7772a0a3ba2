import { DisposedError } from "@fagr/core";
import type { ComparedModel, PeerAdapter, PeerNetwork } from "./compared-model";

/** Faces that go through a network at once. */
const batchSize = 32;

/** A peer's network as a model: faces in, ages and genders out. */
export function createComparedModel({ crop }: Pick<PeerAdapter, "crop">, network: PeerNetwork): ComparedModel {
  let disposed: Promise<void> | undefined;
  const dispose = () => (disposed ??= network.dispose());
  return {
    async predict(faces, { signal } = {}) {
      const predictions = [];
      for (let start = 0; start < faces.length; start += batchSize) {
        signal?.throwIfAborted();
        if (disposed) throw new DisposedError("model");
        const crops = faces.slice(start, start + batchSize).map((face) => crop(face));
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
