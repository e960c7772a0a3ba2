import { exportTflite } from "@fagr/convert";
import type { AgeGenderBackend } from "@fagr/core";
import { type CompiledModel, getGlobalLiteRtPromise, loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";

/**
 * Our network on LiteRT.js, Google's runtime for pages, whose kernels are XNNPACK's: a peer of `wasmBackend()`, for measuring. In a page only;
 * the runtime's files lie beside it. It cannot resize an input, so there is a model for each number of faces.
 */
export function liteRtBackend(): AgeGenderBackend {
  return {
    name: "litert",
    isAvailable: async () => ({ available: true, reason: "LiteRT.js runs in every page with WebAssembly." }),
    async createNetwork(weights) {
      // A page has one runtime, however many networks it opens.
      await (getGlobalLiteRtPromise() ?? loadLiteRt("/"));
      const { inputSize } = weights.manifest.architecture;
      const models = new Map<number, CompiledModel>();
      return {
        async run({ data, count }) {
          let model = models.get(count);
          if (!model) {
            model = await loadAndCompile(exportTflite(weights, { batch: count }), { accelerator: "wasm" });
            models.set(count, model);
          }
          const image = new Tensor(data, [count, inputSize, inputSize, 3]);
          const { age, gender } = await model.run({ image });
          const answer = { age: (await age!.data()) as Float32Array, gender: (await gender!.data()) as Float32Array };
          for (const tensor of [image, age!, gender!]) tensor.delete();
          return answer;
        },
        async dispose() {
          for (const model of models.values()) model.delete();
        },
      };
    },
  };
}
