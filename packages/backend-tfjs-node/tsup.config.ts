import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", runtime: "src/runtime.ts" };

export default defineConfig({
  entry: { ...entry, install: "src/install/main.ts" },
  format: "esm",
  target: "node20",
  platform: "node",
  dts: {
    entry,
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  sourcemap: true,
  clean: true,
});
