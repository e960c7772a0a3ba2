import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", "building-blocks": "src/building-blocks.ts", browser: "src/browser.ts" };

export default defineConfig({
  entry: { ...entry, worker: "src/trainer/worker.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "node",
  dts: { entry },
  clean: true,
});
