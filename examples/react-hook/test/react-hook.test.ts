import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wasmBackend } from "@fagr/backend-wasm";
import { type AnalyzedFace, analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { buildWithVite, findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import { weights } from "@fagr/weights/float16";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): the React hooks");

const example = fileURLToPath(new URL("..", import.meta.url));
const astronaut = join(example, "src/astronaut.jpg");
/** Generous, for machines that do something else meanwhile. */
const patience = { timeout: 180_000 };

(executable ? describe : describe.skip)("the React hooks in Chromium", () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let scratch: string;
  let inNode: AnalyzedFace;
  const said: string[] = [];
  const complaints: string[] = [];

  const status = (wanted: RegExp) => page.getByRole("status").filter({ hasText: wanted }).waitFor(patience);
  const shown = async () => {
    await page.locator("ol li").waitFor(patience);
    const [age, probability] = await page.locator("ol data").all();
    return {
      age: Number(await age!.getAttribute("value")),
      gender: await probability!.textContent(),
      genderProbability: Number(await probability!.getAttribute("value")),
    };
  };

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "fagr-webcam-"));
    const film = join(scratch, "astronaut.mjpeg");
    const frame = await readFile(astronaut);
    await writeFile(film, Buffer.concat([frame, frame]));
    // React mounts twice in StrictMode while one develops, and only then.
    server = await serve(await buildWithVite(example, { environment: "development" }));
    browser = await launchChromium(executable!, [
      "--disable-gpu",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    page = await (await browser.newContext({ permissions: ["camera"] })).newPage();
    page.on("console", (message) => {
      said.push(message.text());
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(server.origin);
    inNode = (await analyzeInNode())[0]!;
    await status(/^Ready/);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await rm(scratch, { recursive: true, force: true });
  });

  it("load the models once, though StrictMode mounts twice", () => {
    // Only React for developers says so.
    expect(said.join("\n")).toContain("React DevTools");
    for (const file of [/worker-.*\.js$/, /age-gender-62.*\.bin$/, /ssd_mobilenet.*\.bin$/])
      expect(server.requests.filter((path) => file.test(path))).toHaveLength(1);
  });

  it("find the age and gender in the sample that Node finds", async () => {
    await page.getByText("Try a sample").click();
    const here = await shown();
    expect(Math.abs(here.age - inNode.age)).toBeLessThan(0.5);
    expect(here.gender).toBe(inNode.gender);
    expect(Math.abs(here.genderProbability - inNode.genderProbability)).toBeLessThan(0.05);
    expect(await page.locator(".box").count()).toBe(1);
  });

  it("say what is no picture, and forget it with the next photo", async () => {
    const bad = { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") };
    await page.locator("input[type=file]").setInputFiles(bad);
    await page
      .getByRole("alert")
      .filter({ hasText: /^notes\.jpg could not be looked at/ })
      .waitFor(patience);
    // Replaced before it was looked at: the first one's answer concerns nobody any more.
    await page.locator("input[type=file]").setInputFiles({ ...bad, name: "more notes.jpg" });
    await page.locator("input[type=file]").setInputFiles(astronaut);
    expect((await shown()).gender).toBe(inNode.gender);
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  it("follow the face before the webcam, and let the webcam go", async () => {
    await page.getByText("Use the webcam").click();
    await page.locator(".mirrored .box").waitFor(patience);
    const box = (await page.locator(".box").boundingBox())!;
    const video = (await page.locator("video").boundingBox())!;
    // Where the face is in the mirror, and as old as in the photo, but for the film's blur.
    expect((box.x + box.width / 2 - video.x) / video.width).toBeCloseTo(1 - 224 / 512, 1);
    expect(Math.abs((await shown()).age - inNode.age)).toBeLessThan(8);
    const track = await page.evaluateHandle(
      () => (document.querySelector("video")!.srcObject as MediaStream).getVideoTracks()[0]!,
    );
    await page.getByText("Stop the webcam").click();
    expect(await track.evaluate(({ readyState }) => readyState)).toBe("ended");
    expect(await page.locator("video").count()).toBe(0);
    // The worker is free again.
    await page.getByText("Try a sample").click();
    await shown();
  });

  it("did not complain", () => {
    expect(complaints).toEqual([]);
    expect(server.requests.filter((path) => path.endsWith(".bin"))).toHaveLength(2);
  });
});

async function analyzeInNode(): Promise<AnalyzedFace[]> {
  await using detector = await createFaceDetector();
  await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
  return await analyzeFaces(astronaut, { detector, model });
}
