import "@tensorflow/tfjs-backend-cpu";
import { expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import { decodeWeights } from "./decode-weights";

it("widens quantized weights as tfjs does", async () => {
  const bytes = Uint8Array.from({ length: 60 }, (_, index) => (index * 37) % 120);
  const entries = [
    {
      name: "a/kernel",
      shape: [12],
      dtype: "float32",
      quantization: { dtype: "uint8", scale: 0.5, min: -3, original_dtype: "float32" },
    },
    {
      name: "b/kernel",
      shape: [2, 6],
      dtype: "float32",
      quantization: { dtype: "uint16", scale: 0.001, min: 2, original_dtype: "float32" },
    },
    { name: "c/kernel", shape: [12], dtype: "float32", quantization: { dtype: "float16", original_dtype: "float32" } },
  ] as const;
  const theirs = tf.io.decodeWeights(bytes.buffer, entries as unknown as tf.io.WeightsManifestEntry[]);
  for (const [name, { values, shape }] of decodeWeights(entries, bytes)) {
    expect(shape).toEqual(theirs[name]!.shape);
    expect(values).toEqual(await theirs[name]!.data());
  }
});
