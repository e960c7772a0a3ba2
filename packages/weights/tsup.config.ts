import { defineConfig } from "tsup";
import { coreDoors } from "../../scripts/core-doors.mjs";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    float16: "src/float16.ts",
    int8: "src/int8.ts",
    "all-ages": "src/all-ages.ts",
    "all-ages-float16": "src/all-ages-float16.ts",
    "all-ages-int8": "src/all-ages-int8.ts",
  },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: true,
  clean: true,
  ...coreDoors,
});
