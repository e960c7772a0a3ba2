import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel, loadImage } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { findChromium, launchChromium } from "@fagr/testing/browser";
import { weights as shipped } from "@fagr/weights";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { own, ownAndBlobs, ownAndWasm, strictDynamic, trusted } from "./policies";
import { type Answer, faceBox, type PageBackend, type Question } from "./question";
import {
  ask,
  type Browser,
  buildSite,
  detectorManifest,
  nonce,
  type Page,
  photo,
  type Site,
  shippedManifest,
  tinyManifest,
} from "./site";
import { tinyWeights } from "./tiny-network";

const executable = findChromium();
if (!executable)
  console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): pages behind a Content-Security-Policy");

/** Software adapters do the GPU's work, so that this runs on machines without one. */
const software = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];
const options: Partial<Record<PageBackend, object>> = {
  "tfjs-wasm": { wasmPaths: "/tfjs/" },
  webgpu: { allowSoftwareAdapter: true },
  "onnxruntime-webgpu": { allowSoftwareAdapter: true },
};

(executable ? describe : describe.skip)("strict pages in Chromium", () => {
  let files: Site["files"];
  let browser: Browser;
  let page: Page;
  let expected: NonNullable<Answer["faces"]>;

  beforeAll(async () => {
    await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights: tinyWeights });
    const [face] = await model.predict([{ image: await loadImage(photo), box: faceBox }]);
    expected = [{ ...face!, box: faceBox }];
    files = await buildSite();
    browser = await launchChromium(executable!, software);
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  const askTiny = (backend: PageBackend, site: Omit<Site, "files">, question: Partial<Question> = {}) =>
    ask(page, { backend, weights: tinyManifest, options: options[backend] ?? {}, ...question }, { files, ...site });

  function expectFaces({ faces, error }: Answer, wanted = expected): void {
    expect(error).toBeUndefined();
    expect(faces?.map(({ gender }) => gender)).toEqual(wanted.map(({ gender }) => gender));
    faces!.forEach((face, index) => {
      // Pixels, years and probabilities. Chromium has relaxed SIMD, Node may not: sums are rounded otherwise, and whole numbers with them.
      for (const side of ["x", "y", "width", "height"] as const)
        expect(Math.abs(face.box[side] - wanted[index]!.box[side])).toBeLessThan(0.05);
      expect(Math.abs(face.age - wanted[index]!.age)).toBeLessThan(0.02);
      expect(Math.abs(face.genderProbability - wanted[index]!.genderProbability)).toBeLessThan(5e-4);
    });
  }

  it("find faces, their ages and genders in a worker, as Node does", async () => {
    const question = { backend: "wasm", weights: shippedManifest, detector: { model: detectorManifest } } as const;
    const answer = await ask(page, { ...question, inWorker: true }, { files, policy: ownAndWasm });
    await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights: shipped });
    await using detector = await createFaceDetector();
    expectFaces(answer, await analyzeFaces(photo, { detector, model }));
    expect(answer.violations).toEqual([]);
    expect(answer.thread.isWorker).toBe(true);
  });

  // WebGL on a page is what "auto" comes to below. The 27 MB of onnxruntime-webgpu take too long for every run: it answers here too.
  it.each<[PageBackend, "page" | "worker"]>([
    ["wasm", "page"],
    ["wasm", "worker"],
    ["onnxruntime-web", "page"],
    ["onnxruntime-web", "worker"],
    ["tfjs-wasm", "page"],
    ["tfjs-wasm", "worker"],
    ["tfjs-webgl", "worker"],
    ["webgpu", "worker"],
  ])("run %s in a %s without SharedArrayBuffer, and do nothing that is forbidden", async (backend, place) => {
    const inWorker = place === "worker";
    const answer = await askTiny(backend, { policy: ownAndWasm }, { inWorker });
    expectFaces(answer);
    expect(answer.violations).toEqual([]);
    expect(answer.thread).toEqual({ isWorker: inWorker, isIsolated: false, hasSharedArrayBuffer: false });
  });

  it.each<PageBackend>(["wasm", "onnxruntime-web", "onnxruntime-webgpu", "tfjs-wasm"])(
    "that forbid WebAssembly hear from %s which directive it needs",
    async (backend) => {
      const { available, reason, error } = await askTiny(backend, { policy: own });
      expect(available).toBe(false);
      expect(reason).toContain("A Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src");
      expect(error).toEqual({ code: "RUNTIME_MISSING", message: expect.stringContaining("'wasm-unsafe-eval'") });
    },
  );

  it("that forbid WebAssembly get an answer from what needs none", async () => {
    const answer = await askTiny("auto", { policy: own });
    expect(answer.reason).toMatch(/^tfjs-webgl: /);
    expectFaces(answer);
  });

  it.each<[string, policy: string]>([
    ["Trusted Types", trusted],
    ["a nonce and 'strict-dynamic'", strictDynamic(nonce)],
  ])("with %s run wasm", async (_, policy) => {
    const answer = await askTiny("wasm", { policy });
    expectFaces(answer);
    expect(answer.violations).toEqual([]);
  });

  it.each<[PageBackend, policy: string, options: object]>([
    ["wasm", ownAndWasm, {}],
    ["onnxruntime-web", ownAndWasm, { wasmPaths: "/onnxruntime/", threads: 2 }],
    ["tfjs-wasm", ownAndBlobs, { wasmPaths: "/tfjs/", threads: 2 }],
    ["tfjs-wasm", ownAndWasm, { wasmPaths: "/tfjs/", threads: 1 }],
  ])("that are cross-origin isolated run %s behind %s with %j", async (backend, policy, given) => {
    const answer = await askTiny(backend, { policy, isolated: true }, { options: given });
    expectFaces(answer);
    expect(answer.violations).toEqual([]);
    expect(answer.thread).toEqual({ isWorker: false, isIsolated: true, hasSharedArrayBuffer: true });
  });

  it("that are isolated and allow no blobs get one thread from tfjs-wasm, which would wait for others for ever", async () => {
    const answer = await askTiny("tfjs-wasm", { policy: ownAndWasm, isolated: true });
    expectFaces(answer);
    expect(new Set(answer.violations)).toEqual(new Set(["worker-src: blob", "/violation"]));
  });
});
