// For pages without a bundler: the element (dist/standalone.js), a face pool (dist/standalone-pool.js) with its worker, their chunks, and the
// models beside them, so that one address is enough.
import { cp, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** Detectors import it only when they are asked for ONNX Runtime, which the element never does. */
function leaveOnnxRuntimeOut({ onResolve, onLoad }) {
  onResolve({ filter: /^@fagr\/backend-onnx\/runtime$/ }, ({ path }) => ({ path, namespace: "left-out" }));
  onLoad({ filter: /.*/, namespace: "left-out" }, () => ({
    contents: `throw new Error("The standalone element has no ONNX Runtime.");`,
  }));
}

await build({
  entryPoints: {
    standalone: join(root, "src/standalone.ts"),
    "standalone-pool": join(root, "src/standalone-pool.ts"),
    // By the name that the pool asks for.
    "pool-worker-browser": join(dirname(require.resolve("@fagr/analyzer")), "pool-worker-browser.js"),
  },
  // tsup has written one that is not bundled, and the types.
  allowOverwrite: true,
  outdir: join(root, "dist"),
  chunkNames: "standalone-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  sourcemap: true,
  format: "esm",
  platform: "browser",
  logLevel: "error",
  target: "es2022",
  plugins: [{ name: "without-onnx-runtime", setup: leaveOnnxRuntimeOut }],
});

// The scripts look for `../models/` from where they lie, as they do in their own packages.
const models = join(root, "models");
await rm(models, { recursive: true, force: true });
await mkdir(models);
const folderOf = (name) => join(dirname(require.resolve(name)), "../models");
await cp(join(folderOf("@fagr/weights"), "age-gender-62-int8"), join(models, "age-gender-62-int8"), {
  recursive: true,
});
await cp(join(folderOf("@fagr/detect"), "ssd-mobilenet-v1"), join(models, "ssd-mobilenet-v1"), { recursive: true });
