import { createArchitecture, planNetwork } from "@fagr/core";
import { buildLayersModel } from "@fagr/core/layers";
import { it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { randomBatch, randomWeights, referenceProbabilities } from "..";

it("t", async () => {
  const a = createArchitecture();
  const t0 = performance.now();
  const w = randomWeights(a, 1);
  const t1 = performance.now();
  const b = randomBatch(a, 1, 1);
  const t2 = performance.now();
  await tf.setBackend("cpu");
  const m = buildLayersModel(planNetwork(a), { weights: w.tensors });
  const t3 = performance.now();
  const r = await referenceProbabilities(w, b);
  const t4 = performance.now();
  const p = await tf.profile(() => m.predict(tf.tensor4d(b.data, [1, 62, 62, 3])) as any);
  const by: any = {};
  for (const k of p.kernels) by[k.name] = (by[k.name] ?? 0) + ((await k.kernelTimeMs) as number);
  console.log(t1 - t0, t2 - t1, t3 - t2, t4 - t3, by, [...r.age].map((x) => x.toFixed(3)).join(), [...r.gender]);
});
