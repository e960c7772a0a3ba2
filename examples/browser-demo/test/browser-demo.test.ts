import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
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
const astronaut = fileURLToPath(new URL("../src/samples/astronaut.jpg", import.meta.url));
interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

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
    await status(/^1 face in/);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await rm(scratch, { recursive: true, force: true });
  });

  it("lists the face of a chosen photo, in words too, and draws how likely every age is", async () => {
    await choose(await photo());
    await status(/^1 face in/);
    const entry = page.locator("#faces button .visually-hidden");
    expect(await entry.textContent()).toMatch(
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
    expect(await text("#faces button .visually-hidden")).toMatch(/^Face 1: about \d\d years/);
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
    await page.locator('[data-sample="astronaut"]').click();
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

  it("can be used with the keyboard alone, in a few steps however many faces there are", async () => {
    const many = page.locator('[data-sample="many"]');
    await many.focus();
    await forget();
    await page.keyboard.press("Enter");
    await status(/faces in/);
    const count = await page.locator("#faces button").count();
    expect(count).toBeGreaterThan(20);
    // Away from the faces, which a pointer chooses too.
    await page.mouse.move(1, 1);
    await page.locator("#stage").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Home");
    const focused = () => page.evaluate(() => document.activeElement!.textContent);
    expect(await focused()).toMatch(/^Face 1: about/);
    for (const key of ["ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
    expect(await focused()).toMatch(/^Face 3: about/);
    await page.keyboard.press("End");
    expect(await focused()).toMatch(new RegExp(`^Face ${count}: about`));
    expect(await text("#doubt-title")).toMatch(new RegExp(`^Face ${count}: about`));
    // All faces are one stop, and so is their list: to the backends it is ten presses at most.
    let steps = 0;
    while (!(await page.evaluate(() => document.activeElement!.closest("#engine"))) && steps < 30) {
      await page.keyboard.press("Tab");
      steps++;
    }
    expect(steps).toBeLessThanOrEqual(12);
  });

  it("shows the curve beside a face that is pointed at", async () => {
    const card = page.locator("#hover-card");
    await page.locator(".box").nth(4).hover();
    await card.filter({ hasText: /^5: about \d\d, / }).waitFor(patience);
    const [face, shown] = [await page.locator(".box").nth(4).boundingBox(), await card.boundingBox()];
    const isApart = shown!.x >= face!.x + face!.width || shown!.x + shown!.width <= face!.x;
    expect(isApart || shown!.y >= face!.y + face!.height || shown!.y + shown!.height <= face!.y).toBe(true);
    await page.mouse.move(1, 1);
    expect(await card.isVisible()).toBe(false);
  });

  it("moves the age with the box, and puts both back", async () => {
    await choose(await photo());
    await status(/^1 face in/);
    const age = async () => Number(await text("#faces .age"));
    const before = await age();
    const box = page.locator(".box");
    const place = (await box.boundingBox())!;
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width, place.y + place.height * 1.4, { steps: 4 });
    await page.mouse.up();
    await status(/^Face 1: \d\d where you put the box, \d\d where it was found/);
    await page.waitForFunction(
      (before) => document.querySelector("#faces .age")?.textContent !== String(before),
      before,
      patience,
    );
    expect((await box.boundingBox())!.x).toBeGreaterThan(place.x + place.width / 4);
    await box.press("Escape");
    await status(/^1 face in/);
    expect(await age()).toBe(before);
    await box.press("Shift+ArrowLeft");
    await status(/^Face 1: \d\d where you put the box/);
    expect((await box.boundingBox())!.x).toBeLessThan(place.x);
  });

  it("goes through many photos once each, also when the backend changes meanwhile, and hands on a table", async () => {
    const looks: string[] = [];
    await page.exposeFunction("noteLook", (words: string) => looks.push(words));
    await page.evaluate(() => {
      const note = () =>
        (globalThis as unknown as { noteLook(words: string | null): void }).noteLook(words.textContent);
      const words = document.querySelector("#batch-words")!;
      new MutationObserver(note).observe(words, { childList: true });
    });
    const several = await Promise.all(Array.from({ length: 12 }, (_, index) => photo(`photo-${index + 1}.jpg`)));
    await choose(...several, { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await page
      .locator("#batch-words")
      .filter({ hasText: /^[1-9] of 13 photos, [1-9] faces?$/ })
      .waitFor(patience);
    const other = (await text("#engine-name"))!.startsWith("wasm") ? "onnxruntime-web" : "wasm";
    await page.locator(`#backends input[value="${other}"]`).check(patience);
    const done = /^13 photos, 12 faces, 1 could not be read$/;
    await page.locator("#batch-words").filter({ hasText: done }).waitFor(patience);
    await page.locator("#engine-name").filter({ hasText: other }).waitFor(patience);
    await page.locator("#batch-words").filter({ hasText: done }).waitFor(patience);
    // Only the photo in sight was looked at again: everything else counted upwards.
    const counts = looks.map((words) => Number(/^(\d+)( of| photos)/.exec(words)?.[1]));
    expect(counts.filter((count, index) => count < (counts[index - 1] ?? 0)).length).toBeLessThanOrEqual(1);
    expect(await page.locator('#strip [data-state="done"]').count()).toBe(12);
    expect(await page.locator('#strip [data-state="failed"]').count()).toBe(1);
    expect(
      await page.locator("#strip canvas").evaluateAll((all) => all.map(({ clientWidth }) => clientWidth < 80)),
    ).not.toContain(false);
    expect(await page.locator("#histogram svg").getAttribute("aria-label")).toMatch(
      /^12 faces by age: \d\d to \d\d: 12$/,
    );
    const [table] = await Promise.all([page.waitForEvent("download"), page.locator("#save-csv").click()]);
    const lines = (await readFile(await table.path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(14);
    expect(lines[1]).toMatch(/^photo-1\.jpg,1,[\d.]+,.*,female,0\.\d+,/);
    expect(lines[13]).toMatch(/^notes\.jpg,,/);
  });

  it("draws a picture of the answer to send on", async () => {
    await page.locator("#strip button").first().click();
    const [card] = await Promise.all([page.waitForEvent("download"), page.locator("#save-card").click()]);
    const png = await readFile(await card.path());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    // The square photo, and lines of text below it.
    expect(width).toBe(640);
    expect(height).toBeGreaterThan(width + 50);
  });

  it("says so of what is no file, and of drawings", async () => {
    const drop = (text: string) =>
      page.evaluate((text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/uri-list", text);
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, text);
    await drop("https://example.org/face.jpg");
    await problem(/^That was an address, not a photo$/);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await choose({ name: "logo.svg", mimeType: "image/svg+xml", buffer: svg });
    await problem(/^logo\.svg is a drawing, not a photo$/);
  });

  it("takes the photos of a folder that is dropped, and of the folders in it", async () => {
    const album = join(scratch, "album");
    await mkdir(join(album, "older"), { recursive: true });
    await mkdir(join(scratch, "papers"));
    await copyFile(astronaut, join(album, "b.jpg"));
    await copyFile(astronaut, join(album, "older", "a.jpg"));
    await writeFile(join(album, "notes.txt"), "no picture");
    await writeFile(join(scratch, "papers", "notes.txt"), "no picture");
    const session = await page.context().newCDPSession(page);
    const drop = async (folder: string) => {
      for (const type of ["dragEnter", "dragOver", "drop"] as const)
        await session.send("Input.dispatchDragEvent", {
          type,
          x: 200,
          y: 300,
          data: { items: [], files: [folder], dragOperationsMask: 1 },
        });
    };
    await drop(album);
    await page
      .locator("#batch-words")
      .filter({ hasText: /^2 photos, 2 faces$/ })
      .waitFor(patience);
    expect(await page.locator("#strip .visually-hidden").allTextContents()).toEqual(["b.jpg, 1 face", "a.jpg, 1 face"]);
    await drop(join(scratch, "papers"));
    await problem(/^No photos in that folder$/);
    await session.detach();
  });

  it("says of the sample in doubt what is right", async () => {
    await page.locator('[data-sample="hopper"]').click();
    await status(/^1 face in/);
    expect(await text("#sample-note")).toMatch(/^Grace Hopper was a woman of 77\. The guess at the gender/);
    await choose(await photo());
    await status(/^1 face in/);
    expect(await page.locator("#sample-note").isVisible()).toBe(false);
  });

  it("follows the face of a video file", async () => {
    const film = await page.evaluate(
      async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [320, 320];
        const drawing = canvas.getContext("2d")!;
        const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm" });
        const parts: Blob[] = [];
        recorder.ondataavailable = ({ data }) => parts.push(data);
        recorder.start();
        for (let index = 0; index < 12; index++) {
          drawing.drawImage(bitmap, -index, 0, 320, 320);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const stopped = new Promise((resolve) => (recorder.onstop = resolve));
        recorder.stop();
        await stopped;
        return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
      },
      [...(await readFile(astronaut))],
    );
    await choose({ name: "film.webm", mimeType: "video/webm", buffer: Buffer.from(film) });
    await status(/^1 face$/);
    expect(await page.locator("#video").getAttribute("data-mirrored")).toBeNull();
    expect(await text("#faces button .visually-hidden")).toMatch(/^Face \d+: about \d\d years/);
    await choose({ name: "broken.webm", mimeType: "video/webm", buffer: Buffer.from("no film") });
    await problem(/^broken\.webm cannot be played here$/);
  });

  it("shows a sample with its answer before the models are there, which they confirm", async () => {
    const other = await browser.newPage();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await other.route(/ssd_mobilenet.*\.bin$/, async (route) => {
      await released;
      await route.continue();
    });
    await other.goto(`${server.origin}/any/folder/#sample=hopper&mirror=on`);
    await other
      .locator("#status")
      .filter({ hasText: /^1 face, as the page’s makers saw it/ })
      .waitFor(patience);
    await other
      .locator("#loaded")
      .filter({ hasText: /\d\.\d (of [\d.]+ )?MB/ })
      .waitFor(patience);
    // Above the fold of a phone.
    await other.setViewportSize({ width: 390, height: 844 });
    expect((await other.locator("#progress").boundingBox())!.y).toBeLessThan(500);
    const words = () => other.locator("#faces button .visually-hidden").textContent();
    const stored = await words();
    release();
    await other
      .locator("#status")
      .filter({ hasText: /^1 face in/ })
      .waitFor(patience);
    expect(await words()).toBe(stored);
    await other.close();
  });

  it("knows how much there is to load where the server does not say", async () => {
    const other = await browser.newPage();
    await other.addInitScript(() => {
      const seen = ((globalThis as unknown as { seen: Set<string> }).seen = new Set());
      const look = () => {
        const bar = document.querySelector<HTMLProgressElement>("#progress[value]");
        if (bar && !bar.hidden && bar.value > 0) seen.add(document.querySelector("#loaded")!.textContent!);
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    });
    // As compressing servers do, whose lengths are those of what goes over the line.
    await other.route(/\.bin$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-encoding": "identity" } });
    });
    await other.goto(`${server.origin}/any/folder/`);
    await other.locator("html[data-ready]").waitFor(patience);
    const seen = await other.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    const bytes = [...files]
      .filter(([name]) => /(ssd_mobilenet|age-gender).*\.bin$/.test(name))
      .map(([, { length }]) => length);
    expect(bytes).toHaveLength(2);
    const all = `${(bytes.reduce((sum, length) => sum + length) / 1e6).toFixed(1)} MB`;
    expect(seen.length).toBeGreaterThan(0);
    for (const words of seen) expect(words).toMatch(new RegExp(`^\\d\\.\\d of ${all}$`));
    await other.close();
  });

  it("says so where the models cannot be loaded, and shows no answer that cannot be asked about", async () => {
    const other = await browser.newPage();
    await other.route(/age-gender.*\.bin$/, (route) => route.abort());
    await other.goto(`${server.origin}/any/folder/`);
    const title = other.locator("#problem-title").filter({ hasText: "The models could not be loaded" });
    await title.waitFor(patience);
    await other.locator("#retry").waitFor(patience);
    expect(await other.locator("#faces li").count()).toBe(0);
    expect(await other.locator("#actions").isVisible()).toBe(false);
    await other.close();
  });

  it("obeys its address, and counts what is sent", async () => {
    const other = await browser.newPage();
    await other.goto(`${server.origin}/any/folder/#sample=none&backend=onnxruntime-web`);
    await other
      .locator("#status")
      .filter({ hasText: /^Ready/ })
      .waitFor(patience);
    expect(await other.locator("#engine-name").textContent()).toMatch(/^onnxruntime-web, /);
    expect(await other.locator("#frame").getAttribute("data-shows")).toBe("nothing");
    expect(await other.locator("#sent").textContent()).toBe("0 bytes");
    await other.evaluate(() => fetch(location.href, { method: "POST", body: "x".repeat(12) }));
    await other.locator("#sent[data-some]").filter({ hasText: "12 bytes" }).waitFor(patience);
    await other.close();
  });

  it.each(["index.html", "index.html#sample=many", "model-card.html"])(
    "has no fault that axe finds: %s",
    async (name) => {
      const other = await browser.newPage({ bypassCSP: true });
      await other.goto(`${server.origin}/any/folder/${name}`);
      if (name.startsWith("index"))
        await other
          .locator("#status")
          .filter({ hasText: /in [\d.,]+ ms/ })
          .waitFor(patience);
      await other.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
      for (const width of [390, 1440]) {
        await other.setViewportSize({ width, height: 900 });
        const faults = await other.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
          // Experimental rules too: a label that differs from what is seen is one of them.
          const rules = { "label-content-name-mismatch": { enabled: true } };
          const { violations } = await axe.run({ rules });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`);
        });
        expect(faults).toEqual([]);
      }
      await other.close();
    },
  );

  it("does not scroll aside where text runs from right to left, and shows its bars in forced colours", async () => {
    const other = await browser.newPage();
    await other.setViewportSize({ width: 390, height: 844 });
    await other.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await other.goto(`${server.origin}/any/folder/`);
    await other
      .locator("#status")
      .filter({ hasText: /^1 face in/ })
      .waitFor(patience);
    await other.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    const { scroll, client } = await other.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBe(client);
    const colours = await other.evaluate(() => {
      const [chosen, mark] = [document.querySelector(".box[data-chosen]")!, document.createElement("i")];
      mark.style.color = "Highlight";
      document.body.append(mark);
      return { border: getComputedStyle(chosen).borderTopColor, wanted: getComputedStyle(mark).color };
    });
    expect(colours.border).toBe(colours.wanted);
    await other.evaluate(() => document.querySelector("#frame")!.toggleAttribute("data-busy", true));
    const motion = () => getComputedStyle(document.querySelector("#frame")!, "::after").animationName;
    expect(await other.evaluate(motion)).toBe("none");
    await other.close();
  });

  it("works without a server after the first visit, the model card too", async () => {
    await page.locator("#offline[data-ready]").waitFor(patience);
    const asked = server.requests.length;
    await server[Symbol.asyncDispose]();
    // With what newsletters hang onto addresses.
    await page.goto(`${server.origin}/any/folder/?utm_source=newsletter`);
    await status(/^1 face in/);
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
