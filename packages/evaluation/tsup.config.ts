import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", plots: "src/plots.ts", png: "src/png.ts" },
  format: "esm",
  target: "es2022",
  platform: "node",
  dts: true,
  // An optional dependency, which tsup would pack in.
  external: ["sharp"],
  clean: true,
});
