import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", evaluation: "src/evaluation.ts", browser: "src/browser.ts" };

export default defineConfig({
  entry: { ...entry, worker: "src/trainer/worker.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: { entry },
  // An optional dependency, which tsup would pack in.
  external: ["sharp"],
  clean: true,
});
