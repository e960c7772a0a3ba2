import { DisposedError } from "@fagr/core";
import { type AgeGenderNetwork, checkPixelBatch } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import type { OnnxSession } from "./runtime/session";

/** A session of an exported network as a network. */
export function createOnnxNetwork(session: OnnxSession, { architecture }: WeightsManifest): AgeGenderNetwork {
  const size = architecture.inputSize;
  let disposed = false;
  return {
    async run({ data, count }, { signal } = {}) {
      if (disposed) throw new DisposedError("network");
      signal?.throwIfAborted();
      checkPixelBatch({ data, count }, architecture);
      const answers = await session.run({ image: { data, dims: [count, size, size, 3] } });
      signal?.throwIfAborted();
      const { age, gender } = answers;
      const attributes = Object.keys(architecture.attributes ?? {}).map((name) => [name, answers[name]!.data] as const);
      return {
        age: age!.data,
        gender: gender!.data,
        ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
      };
    },
    async dispose() {
      disposed = true;
      await session.dispose();
    },
  };
}
