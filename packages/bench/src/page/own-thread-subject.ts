import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { weights } from "@fagr/weights";
import { build } from "esbuild";
import { packageFile } from "../support/workspace";
import type { PageSubject } from "./subject";

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<p id="status"></p><input id="files" type="file" multiple><button id="camera">Webcam</button><video id="video" muted></video>
<script type="module" src="/own-thread-page.js"></script>`;

const published: Readonly<Record<string, string>> = {
  "/ort-wasm-simd-threaded.wasm": packageFile("@fagr/backend-onnx", "onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"),
  ...Object.fromEntries(
    ["ssd_mobilenetv1_model-weights_manifest.json", "ssd_mobilenetv1_model.bin"].map((name) => [
      `/detector/${name}`,
      packageFile("@fagr/detect", `@vladmandic/face-api/model/${name}`),
    ]),
  ),
};

/** The same work without a worker. */
export async function createOwnThreadSubject(): Promise<PageSubject> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [join(folder, "own-thread-page.js")],
    outdir: "/",
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
    // The built packages; the workspace's tsconfig.json would lead to their sources.
    tsconfigRaw: {},
  });
  const { manifest, file } = weights;
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", html],
    ["/own-thread-page.js", outputFiles[0]!.contents],
    ["/weights/manifest.json", JSON.stringify(manifest)],
    [`/weights/${manifest.files[0].path}`, await readFile(file)],
  ]);
  for (const [path, source] of Object.entries(published)) files.set(path, await readFile(source));
  const nothing = async () => {};
  return {
    title: "on the page's thread",
    files,
    settled: nothing,
    watchLastPhoto: nothing,
    watchResults: nothing,
  };
}
