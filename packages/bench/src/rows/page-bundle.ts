import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { weights } from "@fagr/weights";
import { build } from "esbuild";
import type { BackendSubject } from "../backends/backend-subject";
import { browserBuild } from "../support/browser-build";
import { packageFile, workspaceFolder } from "../support/workspace";
import type { Measurement } from "./measurement";
import type { Download } from "./row";

/** Where the page and its server have things. */
const pagePaths = {
  weights: "/weights/manifest.json",
  photo: "/photo.png",
  pixels: "/pixels.bin",
} as const;

/** What the page offers to who drives it. */
export interface BenchPage {
  /** As an application's first lines: loads the model and tells age and gender of a picture. */
  predictFirst(): Promise<{ available: boolean; reason: string }>;
  openMeasurement(): Promise<Measurement>;
}

/** An application that imports one backend; measuring is in a chunk of its own, loaded later. */
const pageSource = ({ module, factory, options }: BackendSubject) => `
import { loadAgeGenderModel, loadImage } from "@fagr/core";
import { ${factory} } from "${module}";

const backend = ${factory}(${options ? JSON.stringify(options) : ""});
globalThis.benchPage = {
  async predictFirst() {
    const availability = await backend.isAvailable();
    if (!availability.available) return availability;
    const model = await loadAgeGenderModel({ backend, weights: "${pagePaths.weights}" });
    await model.predict([{ image: await loadImage("${pagePaths.photo}") }]);
    await model.dispose();
    return availability;
  },
  async openMeasurement() {
    const { openPageMeasurement } = await import("./measure-page.js");
    return openPageMeasurement(backend, ${JSON.stringify({ weights: pagePaths.weights, pixels: pagePaths.pixels })});
  },
};
`;

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/app.js"></script>`;

/**
 * All files of a page that uses a backend, as a bundler makes them from the built packages: minified, split where code is
 * imported later.
 *
 * @param pixels - The faces that all backends are asked about.
 */
export async function bundleBenchPage(
  subject: BackendSubject,
  pixels: Uint8Array = new Uint8Array(),
): Promise<Map<string, Uint8Array | string>> {
  const { outputFiles } = await build({
    stdin: { contents: pageSource(subject), resolveDir: dirname(fileURLToPath(import.meta.url)), sourcefile: "app.js" },
    outdir: "/",
    entryNames: "app",
    ...browserBuild,
  });
  const files = new Map<string, Uint8Array | string>(
    outputFiles.map(({ path, contents }) => [path.replaceAll("\\", "/").replace(/^[a-zA-Z]:/, ""), contents]),
  );
  for (const file of subject.files ?? [])
    files.set(`/${basename(file)}`, await readFile(packageFile(subject.module, file)));
  const { manifest, file } = weights;
  files.set(pagePaths.weights, JSON.stringify(manifest));
  files.set(`${dirname(pagePaths.weights)}/${manifest.files[0].path}`, await readFile(file));
  files.set(pagePaths.photo, await readFile(join(workspaceFolder, "packages/testing/photos/astronaut.png")));
  files.set(pagePaths.pixels, pixels);
  return files.set("/index.html", html).set("/blank.html", "<!doctype html>");
}

/** Which part of a download a file is; null for what an application would not have. */
export function partOf(path: string): keyof Omit<Download, "total"> | null {
  if (path.startsWith(dirname(pagePaths.weights))) return "weights";
  if (path.endsWith(".wasm")) return "wasm";
  return /\.m?js$/.test(path) ? "scripts" : null;
}
