import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", install: "src/install/main.ts" },
  format: "esm",
  target: "node20",
  platform: "node",
  dts: {
    entry: { index: "src/index.ts" },
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  clean: true,
});
