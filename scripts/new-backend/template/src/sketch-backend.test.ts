import { testBackend } from "@fagr/testing";
import { sketchBackend } from "./sketch-backend";

testBackend("sketch", () => sketchBackend(), {
  // Float32 sums in another order than tfjs's. Say why the tolerance is what it is; a wrong padding or slope gives 1e-3.
  tolerance: 5e-6,
  // Take this away when it is quick: then there are batches of 31 and 128, and a thousand predictions.
  reduced: { reason: "plain loops", batchSizes: [1, 2], predictions: 3, crops: 1 },
});
