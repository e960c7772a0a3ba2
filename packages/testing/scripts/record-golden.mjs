// Runs src/backend-suite/record-golden.ts, which shares the sources of the tests; the packages must be built.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
// Beside the sources, so that paths relative to a file and packages are found.
const outfile = path("../src/backend-suite/record-golden.tmp.mjs");
await build({
  entryPoints: [path("../src/backend-suite/record-golden.ts")],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "es2022",
  packages: "external",
  // Not the paths of tsconfig.json, which lead to sources.
  tsconfigRaw: {},
});

try {
  await import(outfile);
} finally {
  await rm(outfile);
}
