import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "node-candidates": "src/candidates/node-candidates.ts",
    "browser-candidates": "src/candidates/browser-candidates.ts",
  },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: {
    entry: { index: "src/index.ts" },
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  external: ["#candidates"],
  // Not tsconfig.json: bundlers read that too, and its paths would lead a browser's bundle to the file for Node.
  tsconfig: "tsconfig.build.json",
  clean: true,
});
