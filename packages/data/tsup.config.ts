import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", crops: "src/crops.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "node",
  dts: true,
  // An optional dependency, which tsup would pack in.
  external: ["sharp"],
  clean: true,
});
