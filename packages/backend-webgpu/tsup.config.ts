import { defineConfig } from "tsup";

const entry = { index: "src/index.ts", adapter: "src/adapter/index.ts" };

export default defineConfig({
  entry: { ...entry, "no-webgpu": "src/adapter/no-webgpu.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: {
    entry,
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  external: ["#webgpu"],
  clean: true,
});
