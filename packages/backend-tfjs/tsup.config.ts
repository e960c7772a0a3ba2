import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", network: "src/network/index.ts" };

export default defineConfig({
  entry,
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: {
    entry,
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  clean: true,
});
