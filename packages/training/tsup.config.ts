import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", worker: "src/trainer/worker.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: { entry: { index: "src/index.ts" } },
  clean: true,
});
