import { defineConfig } from "tsup";
import { coreDoors } from "../../scripts/core-doors.mjs";

const entry = { index: "src/index.ts", pool: "src/pool/index.ts", "pool-worker": "src/pool-worker.ts" };
/** What is chosen by the machine (package.json's "imports"), and the workers' scripts. */
const byMachine = ["host", "port", "worker"].flatMap((part) =>
  ["node", "browser"].map((machine) => [`pool-${part}-${machine}`, `src/pool/pool-${part}-${machine}.ts`]),
);

export default defineConfig({
  entry: { ...entry, ...Object.fromEntries(byMachine) },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  external: [/^node:/, /^#pool-/],
  dts: { entry },
  // Not tsconfig.json: bundlers read that too, and its paths would lead a browser's bundle to the files for Node.
  tsconfig: "tsconfig.build.json",
  clean: true,
  ...coreDoors,
});
