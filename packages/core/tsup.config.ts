import { defineConfig } from "tsup";

const doors = {
  index: "src/index.ts",
  backend: "src/backend.ts",
  network: "src/network.ts",
  files: "src/files/index.ts",
  cache: "src/cache/index.ts",
  layers: "src/layers/index.ts",
  sampling: "src/sampling/index.ts",
};

export default defineConfig({
  entry: {
    ...doors,
    "decode-node": "src/image/decode-node.ts",
    "decode-browser": "src/image/decode-browser.ts",
    "read-file-node": "src/weights/read-file-node.ts",
    "cache-browser": "src/cache/browser.ts",
    "read-file-browser": "src/weights/read-file-browser.ts",
  },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: {
    entry: doors,
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  external: ["#decode-image", "#read-file", "sharp", /^node:/],
  // Not tsconfig.json: bundlers read that too, and its paths would lead a browser's bundle to the files for Node.
  tsconfig: "tsconfig.build.json",
  clean: true,
});
