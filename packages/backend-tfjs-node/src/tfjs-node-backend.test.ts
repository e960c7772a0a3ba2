import { testBackend } from "@fagr/testing";
import { tfjsNodeBackend } from "./tfjs-node-backend";

const { available, reason } = await tfjsNodeBackend().isAvailable();

let countTensors = () => 0;
testBackend("tfjs-node", () => tfjsNodeBackend(), {
  // TensorFlow computes in float32 as tfjs does, in another order.
  tolerance: 1e-5,
  countTensors: () => countTensors(),
  ...(available ? {} : { skip: reason }),
});
if (available) {
  const { loadTfjsNode } = await import("./load-tfjs-node");
  const tf = await loadTfjsNode();
  countTensors = () => tf.memory().numTensors;
}
