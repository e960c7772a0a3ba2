import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createFaceAnalyzer } from "@fagr/analyzer";
import type { AnalyzedFace } from "@fagr/core";
import { defineFagrFaces } from "@fagr/element";
import {
  type Browser,
  findChromium,
  launchChromium,
  type Page,
  readFiles,
  type Server,
  serve,
} from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const photo = file("../../testing/photos/astronaut.png");
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' blob:";

const chromium = findChromium();
if (!chromium) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): <fagr-faces> on a page");

it("may be imported and defined where there are no elements", () => {
  expect(() => defineFagrFaces()).not.toThrow();
});

(chromium ? describe : describe.skip)("<fagr-faces>, as it is built for pages without a bundler", () => {
  let browser: Browser;
  let server: Server;
  let expected: AnalyzedFace;

  beforeAll(async () => {
    await using analyzer = await createFaceAnalyzer();
    [expected] = (await analyzer.analyze(photo)) as [AnalyzedFace];
    const page = (body: string) =>
      `<!doctype html><script type="module" src="/dist/standalone.js"></script><script src="/log.js"></script>${body}`;
    const log = `globalThis.log = []; for (const type of ["fagr-progress", "fagr-faces", "fagr-error"])
      addEventListener(type, (event) => log.push([type, event.detail.error?.code ?? event.detail.faces?.length ?? "bytes"]));`;
    const files = new Map<string, Uint8Array | string>([
      ...(await readFiles(file("../dist"), "/dist/")),
      ...(await readFiles(file("../models"), "/models/")),
      ["/photo.png", await readFile(photo)],
      ["/log.js", log],
      ["/no-picture.png", "no picture"],
      ["/index.html", page(`<fagr-faces src="photo.png" alt="An astronaut"></fagr-faces>`)],
      ["/bad.html", page(`<fagr-faces src="no-picture.png"></fagr-faces>`)],
      ["/below.html", page(`<p style="height: 10000px"></p><fagr-faces src="photo.png"></fagr-faces>`)],
    ]);
    server = await serve(files, { headers: { "content-security-policy": `${policy}; style-src 'unsafe-inline'` } });
    browser = await launchChromium(chromium!);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  async function open(path: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(server.origin + path);
    return page;
  }
  const log = (page: Page) => page.evaluate(() => (globalThis as unknown as { log: [string, unknown][] }).log);
  const untilState = (page: Page, state: string) =>
    page.waitForFunction((wanted) => document.querySelector("fagr-faces")!.state === wanted, state, {
      timeout: 200_000,
    });

  it("shows the face where Node finds it, with Node's answer", async () => {
    const page = await open("/");
    await untilState(page, "ready");
    const faces = await page.evaluate(() => document.querySelector("fagr-faces")!.faces!);
    expect(faces).toHaveLength(1);
    expect(Math.abs(faces[0]!.age - expected.age)).toBeLessThan(0.1);
    expect(faces[0]!.gender).toBe(expected.gender);

    const face = page.locator("fagr-faces li");
    expect(await face.getAttribute("title")).toContain(`about ${Math.round(faces[0]!.age)} years`);
    const [box, picture] = [await face.boundingBox(), await page.locator("fagr-faces img").boundingBox()];
    const scale = picture!.width / 512;
    expect(Math.abs(box!.x - picture!.x - expected.box.x * scale)).toBeLessThan(3);
    expect(Math.abs(box!.width - expected.box.width * scale)).toBeLessThan(3);
    expect(await page.locator("fagr-faces img").getAttribute("alt")).toBe("An astronaut");

    const events = await log(page);
    expect(events[0]).toEqual(["fagr-progress", "bytes"]);
    expect(events.at(-1)).toEqual(["fagr-faces", 1]);
    await page.close();
  });

  it("fetches the models once for all, and takes files", async () => {
    const page = await open("/");
    await untilState(page, "ready");
    const before = server.requests.filter((path) => path.startsWith("/models/")).length;
    await page.evaluate(async () => {
      const element = document.createElement("fagr-faces");
      element.loading = "eager";
      element.file = await (await fetch("/photo.png")).blob();
      document.querySelector("fagr-faces")!.replaceWith(element);
    });
    await untilState(page, "ready");
    expect(await page.locator("fagr-faces li").count()).toBe(1);
    expect(server.requests.filter((path) => path.startsWith("/models/"))).toHaveLength(before);
    await page.close();
  });

  it("says what is wrong with a picture, and recovers with another", async () => {
    const page = await open("/bad.html");
    await untilState(page, "failed");
    expect((await log(page)).at(-1)).toEqual(["fagr-error", "IMAGE_UNREADABLE"]);
    expect(await page.locator('fagr-faces [part="status"]').textContent()).toContain("no-picture.png");
    await page.evaluate(() => document.querySelector("fagr-faces")!.setAttribute("src", "photo.png"));
    await untilState(page, "ready");
    await page.close();
  });

  it("fetches nothing until it comes near the screen", async () => {
    const page = await open("/below.html");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await page.waitForTimeout(500);
    expect(requests).toEqual([]);
    await page.evaluate(() => scrollTo(0, 10_000));
    await untilState(page, "ready");
    expect(requests).toContain("/photo.png");
    await page.close();
  });

  it("is on the page in two lines, with a worker from the network, and says when it cannot be loaded", async () => {
    const html = await readFile(file("../../../examples/cdn-page/index.html"));
    await using pages = await serve(new Map([["/index.html", html]]));
    const { version } = JSON.parse(await readFile(file("../package.json"), "utf8"));
    const context = await browser.newContext();
    const page = await context.newPage();
    const address = `https://cdn.jsdelivr.net/npm/@fagr/element@${version}/`;
    let isOnline = true;
    await context.route(/^https:/, (route) => {
      const url = route.request().url();
      if (!isOnline || !url.startsWith(address)) return route.abort();
      return route.fulfill({
        path: file(`../${url.slice(address.length)}`),
        headers: { "access-control-allow-origin": "*" },
      });
    });
    await page.goto(pages.origin);
    await page.locator("#photo").setInputFiles(photo);
    await untilState(page, "ready");
    expect(await page.locator("fagr-faces li").count()).toBe(1);
    // The worker is of the page's origin, its code of the network's.
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)]);
    isOnline = false;
    await page.reload();
    await page.getByText("could not be loaded").waitFor();
    await context.close();
  });
});
