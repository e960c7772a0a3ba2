import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { saveWeights } from "@fagr/core/network";
import { bundlePage, type launchChromium, serve } from "@fagr/testing/browser";
import type { Answer, Question } from "./question";
import { tinyWeights } from "./tiny-network";

const packages = new URL("../../../", import.meta.url);
const [onnxruntime, tfjs, faceApi] = [
  "backend-onnx/node_modules/onnxruntime-web/dist",
  "backend-tfjs/node_modules/@tensorflow/tfjs-backend-wasm/dist",
  "detect/node_modules/@vladmandic/face-api/model",
] as const;

/** What pages fetch, by its folder on the site. The runtime that is bundled with the script looks for its file beside it. */
const published: Readonly<Record<string, readonly string[]>> = {
  "/": [`${onnxruntime}/ort-wasm-simd-threaded.wasm`, `${onnxruntime}/ort-wasm-simd-threaded.asyncify.wasm`],
  "/onnxruntime/": [`${onnxruntime}/ort-wasm-simd-threaded.wasm`, `${onnxruntime}/ort-wasm-simd-threaded.mjs`],
  "/tfjs/": ["", "-simd", "-threaded-simd"].map((kind) => `${tfjs}/tfjs-backend-wasm${kind}.wasm`),
  "/detector/": [`${faceApi}/ssd_mobilenetv1_model-weights_manifest.json`, `${faceApi}/ssd_mobilenetv1_model.bin`],
  "/shipped/": ["manifest.json", "age-gender-62.bin"].map((file) => `weights/models/age-gender-62/${file}`),
};

/** Where the manifests of networks are on the site. */
export const [shippedManifest, tinyManifest] = ["/shipped/manifest.json", "/tiny/manifest.json"] as const;
/** Where the detector's weights are on the site. */
export const detectorManifest = "/detector/ssd_mobilenetv1_model-weights_manifest.json";
export const photo = fileURLToPath(new URL("testing/photos/astronaut.png", packages));

/** Of the page's script; a real site makes up another one for every visit. */
export const nonce = "bm9uY2U";

/** The files of a site whose pages answer questions. */
export async function buildSite(): Promise<Map<string, Uint8Array | string>> {
  const { code } = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)));
  const { manifest, data } = await saveWeights(tinyWeights.tensors, { ...tinyWeights.manifest, file: "tiny.bin" });
  const files = new Map<string, Uint8Array | string>([
    [
      "/index.html",
      `<!doctype html><meta charset="utf-8"><body><script type="module" nonce="${nonce}" src="/page.js"></script>`,
    ],
    ["/page.js", code],
    ["/photo.png", await readFile(photo)],
    [tinyManifest, JSON.stringify(manifest)],
    ["/tiny/tiny.bin", data],
  ]);
  for (const [folder, paths] of Object.entries(published))
    for (const path of paths) files.set(folder + basename(path), await readFile(new URL(path, packages)));
  return files;
}

export type Browser = Awaited<ReturnType<typeof launchChromium>>;
export type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** A site and how it is served. */
export interface Site {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** Content-Security-Policy of every file. */
  readonly policy: string;
  /** Whether its pages are cross-origin isolated. */
  readonly isolated?: boolean;
}

/**
 * Opens the site's page and waits for its answer. What is against the policy in any thread, in those of runtimes too, is reported
 * to the site, and is among the violations.
 */
export async function ask(page: Page, question: Question, { files, policy, isolated = false }: Site): Promise<Answer> {
  const headers = { "content-security-policy": `${policy}; report-uri /violation` };
  await using server = await serve(files, { isolated, headers });
  await page.goto(`${server.origin}/?question=${encodeURIComponent(JSON.stringify(question))}`);
  const body = page.locator("body:not(:has(script))");
  // Generous, for machines that do something else meanwhile.
  await body.waitFor({ timeout: 180_000 });
  const text = (await body.textContent())!;
  if (!text.startsWith("{")) throw new Error(`Expected an answer of the page, received: ${text}`);
  const answer: Answer = JSON.parse(text);
  const reported = server.requests.filter((path) => path === "/violation");
  return { ...answer, violations: [...answer.violations, ...reported] };
}
