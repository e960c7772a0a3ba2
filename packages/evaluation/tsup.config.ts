import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", plots: "src/plots.ts", png: "src/png.ts", peers: "src/peers/index.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "node",
  dts: true,
  // Optional dependencies, which tsup would pack in.
  external: ["sharp", "@fagr/backend-onnx/runtime"],
  clean: true,
});
