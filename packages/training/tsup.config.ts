import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", evaluation: "src/evaluation.ts", worker: "src/trainer/worker.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: { entry: { index: "src/index.ts", evaluation: "src/evaluation.ts" } },
  clean: true,
});
