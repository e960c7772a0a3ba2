import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    layers: "src/layers/index.ts",
    "decode-node": "src/image/decode-node.ts",
    "decode-browser": "src/image/decode-browser.ts",
  },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  dts: { entry: { index: "src/index.ts", layers: "src/layers/index.ts" } },
  external: ["#decode-image", "sharp", /^node:/],
  clean: true,
});
