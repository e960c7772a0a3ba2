import { defineConfig } from "tsup";
import { coreDoors } from "../../scripts/core-doors.mjs";

const entry = { index: "src/index.ts", pool: "src/pool/index.ts" };

export default defineConfig({
  entry: { ...entry, "pool-worker": "src/pool/pool-worker.ts" },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  external: [/^node:/],
  dts: { entry },
  clean: true,
  ...coreDoors,
});
