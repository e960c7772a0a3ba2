import { testBackend } from "@fagr/testing";
import * as tf from "@tensorflow/tfjs-core";
import { tfjsBackend } from "./index";

for (const runtime of ["wasm", "cpu"] as const)
  testBackend(`tfjs-${runtime}`, () => tfjsBackend({ runtime }), {
    tolerance: 1e-5,
    countTensors: () => tf.memory().numTensors,
  });
