import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { build } from "esbuild";
import { browserBuild } from "../support/browser-build";
import { packageFile, workspaceFolder } from "../support/workspace";
import type { DetectorsTask, DetectorTimes } from "./measure-detectors";
import { photoFile } from "./measure-in-node";

declare const measureOnPage: (
  task: Omit<DetectorsTask, "yunet"> & { readonly yunet: string | null },
) => Promise<DetectorTimes[]>;

const pageSource = `
import { loadImage } from "@fagr/core";
import { measureDetectors } from "./measure-detectors.js";

globalThis.measureOnPage = async ({ yunet, ...task }) =>
  measureDetectors(await loadImage("/photo.png"), {
    ...task,
    yunet: yunet && new Uint8Array(await (await fetch(yunet)).arrayBuffer()),
  });
`;

/** In one page of headless Chromium. */
export async function measureInChromium({ yunet, ...task }: DetectorsTask) {
  const executable = findChromium();
  if (!executable) throw new Error("There is no Chromium here; set CHROMIUM_PATH, or measure with --node.");
  const { outputFiles } = await build({
    stdin: { contents: pageSource, resolveDir: dirname(fileURLToPath(import.meta.url)), sourcefile: "app.js" },
    outdir: "/js",
    entryNames: "app",
    ...browserBuild,
  });
  const files = new Map<string, Uint8Array | string>(outputFiles.map(({ path, contents }) => [path, contents]));
  const models = join(workspaceFolder, "packages/detect/models/ssd-mobilenet-v1");
  for (const name of ["ssd_mobilenetv1_model-weights_manifest.json", "ssd_mobilenetv1_model.bin"])
    files.set(`/models/ssd-mobilenet-v1/${name}`, await readFile(join(models, name)));
  const wasm = "ort-wasm-simd-threaded.wasm";
  files.set(`/${wasm}`, await readFile(packageFile("@fagr/backend-onnx", `onnxruntime-web/dist/${wasm}`)));
  files.set("/photo.png", await readFile(photoFile));
  if (yunet) files.set("/yunet.onnx", yunet);
  files.set("/index.html", `<!doctype html><meta charset="utf-8"><script type="module" src="/js/app.js"></script>`);
  await using server = await serve(files);
  const browser = await launchChromium(executable);
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(1_800_000);
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction(() => "measureOnPage" in globalThis);
    const given = { ...task, wasm: `/${wasm}`, yunet: yunet ? "/yunet.onnx" : null };
    const results = await page.evaluate((options) => measureOnPage(options), given);
    return { where: `Chromium ${browser.version()}`, results };
  } finally {
    await browser.close();
  }
}
