import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { itIfShared } from "@fagr/testing";
import { buildWithVite, findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): the browser demo");

const demo = fileURLToPath(new URL("..", import.meta.url));
const astronaut = fileURLToPath(new URL("../src/assets/astronaut.jpg", import.meta.url));
/** Generous, for machines that do something else meanwhile. */
const patience = { timeout: 180_000 };

(executable ? describe : describe.skip)("the browser demo in Chromium", () => {
  let files: Map<string, Uint8Array>;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let scratch: string;
  const complaints: string[] = [];
  const strangers: string[] = [];

  const text = (selector: string) => page.locator(selector).textContent();
  /** All tests share the page: what it says of an earlier picture must not be taken for what it says of the next. */
  const forget = () => page.evaluate(() => document.querySelector("#status")!.replaceChildren());
  const choose = async (...chosen: { name: string; mimeType: string; buffer: Buffer }[]) => {
    await forget();
    await page.locator("#files").setInputFiles(chosen);
  };
  const photo = async (name = "portrait.jpg") => ({ name, mimeType: "image/jpeg", buffer: await readFile(astronaut) });
  const status = (wanted: RegExp) => page.locator("#status").filter({ hasText: wanted }).waitFor(patience);
  const problem = (wanted: RegExp) => page.locator("#problem-title").filter({ hasText: wanted }).waitFor(patience);

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "fagr-webcam-"));
    const film = join(scratch, "astronaut.mjpeg");
    const frame = await readFile(astronaut);
    await writeFile(film, Buffer.concat([frame, frame]));
    files = await buildWithVite(demo, { base: "/any/folder/" });
    server = await serve(files);
    browser = await launchChromium(executable!, [
      "--disable-gpu",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const context = await browser.newContext({ permissions: ["camera"] });
    page = await context.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    context.on("request", (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.origin))
        strangers.push(request.url());
    });
    await page.goto(`${server.origin}/any/folder/`);
    await status(/Ready/);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await rm(scratch, { recursive: true, force: true });
  });

  it("lists the face of a chosen photo, in words too, and draws how likely every age is", async () => {
    await choose(await photo());
    await status(/^1 face in/);
    const entry = page.locator("#faces button");
    expect(await entry.getAttribute("aria-label")).toMatch(
      /^Face 1: about \d\d years, probably \d\d to \d\d; looks (female|male), \d\d %/,
    );
    const box = (await page.locator(".box").boundingBox())!;
    const shown = (await page.locator("#photo").boundingBox())!;
    // Where the face is in the photo of 512 pixels, to within a quarter of its size.
    expect(Math.abs((box.x + box.width / 2 - shown.x) / shown.width - 224 / 512)).toBeLessThan(0.04);
    expect(Math.abs((box.y + box.height / 2 - shown.y) / shown.height - 122 / 512)).toBeLessThan(0.055);
    expect(await page.locator("#curve svg").getAttribute("aria-label")).toMatch(/^Age distribution of face 1/);
    expect(await page.locator("#photo").getAttribute("alt")).toBe("portrait.jpg. 1 face");
  });

  it("says what is wrong with a file that is no picture, and goes on with the next one", async () => {
    const bad = { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") };
    await choose(bad, await photo("good.jpg"));
    await problem(/notes\.jpg is no picture/);
    expect(await page.locator("#faces li").count()).toBe(0);
    await page.locator("#strip button").nth(1).click();
    await status(/^1 face in/);
    expect(await page.locator("#problem").isVisible()).toBe(false);
  });

  it("says so where no face is found", async () => {
    const grey = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(64, 64);
      canvas.getContext("2d")!.fillRect(0, 0, 64, 64);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    });
    await choose({ name: "night.png", mimeType: "image/png", buffer: Buffer.from(grey) });
    await status(/^No face found/);
    expect(await page.locator("#faces li").count()).toBe(0);
  });

  it("lists the backends, changes to another, and gets the same answer from it", async () => {
    await choose(await photo());
    await status(/^1 face in/);
    const before = await text("#faces");
    await page.locator("#engine summary").first().click();
    await page.locator('#backends input[value="onnxruntime-web"]').check(patience);
    await page
      .locator("#engine-name")
      .filter({ hasText: /^onnxruntime-web, [\d.,]+ ms a face$/ })
      .waitFor(patience);
    await status(/^1 face in/);
    expect(await text("#faces")).toBe(before);
    expect(await page.locator("#backends input").count()).toBeGreaterThan(4);
  });

  it("finds the face before the webcam", async () => {
    await page.locator("#camera").click();
    await status(/^1 face$/);
    await page.locator("#faces .warning").waitFor({ state: "attached" });
    expect(await page.locator("#faces button").getAttribute("aria-label")).toMatch(/^Face 1: about \d\d years/);
    expect(await page.locator("#video").isVisible()).toBe(true);
    await page.locator("#camera").click();
    expect(await page.locator("#frame").getAttribute("data-shows")).toBe("nothing");
    expect(await page.evaluate(() => document.querySelector("video")!.srcObject)).toBeNull();
  });

  it("says so where the webcam is not allowed, and goes on with photos", async () => {
    const context = page.context();
    await context.clearPermissions();
    // As soon as something is granted, everything else is denied.
    await context.grantPermissions(["clipboard-read"]);
    await page.locator("#camera").click();
    await problem(/^The webcam was not allowed$/);
    expect(await text("#camera")).toBe("Use the webcam");
    await choose(await photo());
    await status(/^1 face in/);
    expect(await page.locator("#problem").isVisible()).toBe(false);
  });

  it("says so where there is no webcam", async () => {
    const noDevices = ["--disable-gpu", "--use-fake-device-for-media-stream=device-count=0"];
    await using other = await launchChromium(executable!, noDevices);
    const page = await other.newPage();
    // No models: that a webcam is missing can be said before they are loaded.
    await page.route(/\.(bin|wasm)$/, () => {});
    await page.goto(`${server.origin}/any/folder/`);
    await page.locator("#camera").click();
    await page.locator("#problem-title").filter({ hasText: "No webcam found" }).waitFor(patience);
    await page.locator("#sample").click();
    await page.locator("#photo").waitFor(patience);
    expect(await page.locator("#problem").isVisible()).toBe(false);
  });

  itIfShared("finds faces by YuNet, once its file is chosen", "models/yunet_dynamic.onnx", async (yunet) => {
    await choose(await photo());
    await status(/^1 face in/);
    const place = () => page.locator(".box").getAttribute("style");
    const before = await place();
    await page.locator("#yunet").setInputFiles(yunet);
    await page.locator("#engine-status").filter({ hasText: "Faces are found by YuNet now." }).waitFor(patience);
    await page.waitForFunction(
      (before) => document.querySelector(".box")?.getAttribute("style") !== before,
      before,
      patience,
    );
    await status(/^1 face in/);
    const left = (style: string | null) => Number(/left: ([\d.]+)%/.exec(style!)![1]);
    expect(Math.abs(left(await place()) - left(before))).toBeLessThan(3);
  });

  it("can be used with the keyboard alone", async () => {
    await page.locator("#sample").focus();
    await forget();
    await page.keyboard.press("Enter");
    await status(/^1 face in/);
    await page.locator("#sample").focus();
    // Backwards over the other two ways to a picture, to the face.
    for (let step = 0; step < 3; step++) await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(() => document.activeElement!.getAttribute("aria-label"))).toMatch(/^Face 1: about/);
  });

  it("works without a server after the first visit, the model card too", async () => {
    await page.locator("#offline[data-ready]").waitFor(patience);
    const asked = server.requests.length;
    await server[Symbol.asyncDispose]();
    await page.reload();
    await status(/Ready/);
    await choose(await photo());
    await status(/^1 face in/);
    expect(server.requests.length).toBe(asked);
    await page.locator("text=Read the model card").click();
    expect(await text("h1")).toContain("Model card");
  });

  it("spoke to nobody else and did not complain", () => {
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
