import "@tensorflow/tfjs-backend-wasm";
import { buildLayersModel } from "@fagr/core/layers";
import { planNetwork, preprocessFaces } from "@fagr/core/network";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { thinOut } from "./validation.mjs";

/**
 * The largest absolute number between the layers of a network, over some faces of a validation part, and the layer that
 * it comes out of. Convolutions count after the batch normalisation that prediction folds into them.
 */
export async function largestActivation({ manifest, tensors }, validation, { count = 128 } = {}) {
  await tf.setBackend("wasm");
  const plan = planNetwork(manifest.architecture);
  const model = buildLayersModel(plan, { weights: tensors });
  const names = plan.layers.filter(({ kind }) => ["batchNorm", "prelu", "add"].includes(kind)).map(({ name }) => name);
  const inner = layers.model({
    inputs: model.inputs,
    outputs: /** @type {any} */ (names.map((name) => model.getLayer(name).output)),
  });
  const size = manifest.architecture.inputSize;
  let largest = { name: "", value: 0 };
  const { faces, regionAt } = thinOut(validation, count);
  for (let first = 0; first < faces.length; first += 32) {
    const regions = Array.from({ length: Math.min(32, faces.length - first) }, (_, place) => regionAt(first + place));
    const batch = preprocessFaces(regions, manifest);
    tf.tidy(() => {
      const outputs = /** @type {import("@tensorflow/tfjs-core").Tensor[]} */ (
        inner.predict(tf.tensor4d(batch.data, [batch.count, size, size, 3]))
      );
      for (const [index, output] of outputs.entries()) {
        const value = tf.max(tf.abs(output)).dataSync()[0];
        if (value > largest.value) largest = { name: names[index], value };
      }
    });
  }
  model.dispose();
  return largest;
}
