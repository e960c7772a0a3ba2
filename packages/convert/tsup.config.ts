import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: true,
  clean: true,
});
