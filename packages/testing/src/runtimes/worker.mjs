// For workerd, which compiles no WebAssembly while it runs: kernels and weights are modules of the worker.
import { createKernels } from "@fagr/engine";
import manifest from "@fagr/weights/models/age-gender-62-int8/manifest.json";
import numbers from "./numbers.bin";
import { shortForm } from "./short-form.mjs";
import simd from "./simd.wasm";
import ssdManifest from "./ssd-manifest.bin";
import ssdWeights from "./ssd-weights.bin";

export default {
  async test() {
    const detector = { model: { manifest: ssdManifest, weights: ssdWeights } };
    const kernels = createKernels(simd);
    console.log(await shortForm({ weights: { manifest, file: numbers }, kernels, detector }));
    let refused = "nothing";
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => {
      refused = "refused";
    });
    console.log(`compiling is ${refused}`);
  },
};
