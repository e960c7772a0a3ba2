import { defineConfig } from "tsup";
import { coreDoors } from "../../scripts/core-doors.mjs";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: true,
  clean: true,
  ...coreDoors,
});
