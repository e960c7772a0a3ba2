import "@tensorflow/tfjs-backend-cpu";
import type { LoadedWeights, PixelBatch, ProbabilityBatch } from "@fagr/core/backend";
import { buildLayersModel } from "@fagr/core/layers";
import { planNetwork } from "@fagr/core/network";
import * as tf from "@tensorflow/tfjs-core";

/**
 * What the network answers by the book: built with tfjs-layers and run in plain JavaScript. Slow (0.1 s an image for
 * the network of 62x62). The tfjs backend that was chosen before is put back.
 */
export async function referenceProbabilities(weights: LoadedWeights, batch: PixelBatch): Promise<ProbabilityBatch> {
  const previous = tf.getBackend();
  await tf.setBackend("cpu");
  const { architecture } = weights.manifest;
  const model = buildLayersModel(planNetwork(architecture), { weights: weights.tensors });
  try {
    const size = architecture.inputSize;
    const [age, gender, ...others] = tf.tidy(() => {
      const outputs = model.predict(tf.tensor4d(batch.data, [batch.count, size, size, 3])) as tf.Tensor[];
      return outputs.map((output) => output.dataSync() as Float32Array);
    });
    const attributes = Object.keys(architecture.attributes ?? {}).map((name, index) => [name, others[index]!] as const);
    return {
      age: age!,
      gender: gender!,
      ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
    };
  } finally {
    model.dispose();
    if (previous && previous !== "cpu") await tf.setBackend(previous);
  }
}
