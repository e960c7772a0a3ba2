/**
 * The script of a strict page, and of its worker: finds out by itself, on loading, what it is asked in the page's address. A
 * test must not call it, because what DevTools' protocol calls may do what the page's policy forbids.
 */
import { autoBackend } from "@fagr/backend-auto";
import { onnxBackend } from "@fagr/backend-onnx";
import { onnxWebgpuBackend } from "@fagr/backend-onnx/webgpu";
import { tfjsBackend } from "@fagr/backend-tfjs";
import { wasmBackend } from "@fagr/backend-wasm";
import { webgpuBackend } from "@fagr/backend-webgpu";
import { type AgeGenderBackend, analyzeFaces, type FagrError, loadAgeGenderModel, loadImage } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { type Answer, faceBox, type PageBackend, type Question } from "./question";

const isWorker = typeof document === "undefined";

const backends: Record<PageBackend, (options: object) => AgeGenderBackend> = {
  auto: autoBackend,
  wasm: wasmBackend,
  "onnxruntime-web": (options) => onnxBackend({ ...options, runtime: "web" }),
  "onnxruntime-webgpu": onnxWebgpuBackend,
  "tfjs-wasm": (options) => tfjsBackend({ ...options, runtime: "wasm" }),
  "tfjs-webgl": () => tfjsBackend({ runtime: "webgl" }),
  "tfjs-cpu": () => tfjsBackend({ runtime: "cpu" }),
  webgpu: webgpuBackend,
};

const violations: string[] = [];
addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
  violations.push(`${effectiveDirective}: ${blockedURI}`);
});

async function answer(question: Question): Promise<Answer> {
  const backend = backends[question.backend](question.options ?? {});
  const availability = await backend.isAvailable();
  const findings = await predict(backend, question).then(
    (faces) => ({ faces }),
    ({ code, message }: FagrError) => ({ error: { code, message } }),
  );
  // Violations are told of in tasks of their own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const thread = {
    isWorker,
    isIsolated: crossOriginIsolated,
    hasSharedArrayBuffer: typeof SharedArrayBuffer !== "undefined",
  };
  return { ...availability, ...findings, violations, thread };
}

async function predict(
  backend: AgeGenderBackend,
  { weights, detector: finding }: Question,
): Promise<NonNullable<Answer["faces"]>> {
  await using model = await loadAgeGenderModel({ backend, weights });
  const image = await loadImage("/photo.png");
  if (!finding) return (await model.predict([{ image, box: faceBox }])).map((face) => ({ ...face, box: faceBox }));
  await using detector = await createFaceDetector(finding);
  // Awaited here, before the two are disposed.
  return await analyzeFaces(image, { detector, model });
}

function askWorker(question: Question): Promise<Answer> {
  const worker = new Worker("/page.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => resolve(data));
    worker.addEventListener("error", ({ message }) => reject(new Error(`The worker did not start. ${message}`)));
    worker.postMessage(question);
  });
}

if (isWorker) addEventListener("message", async ({ data }) => postMessage(await answer(data)), { once: true });
else {
  const question: Question = JSON.parse(new URLSearchParams(location.search).get("question")!);
  const asked = question.inWorker ? askWorker(question) : answer(question);
  document.body.textContent = await asked.then(JSON.stringify, String);
}
