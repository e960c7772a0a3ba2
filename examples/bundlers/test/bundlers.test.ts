import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { type Browser, findChromium, launchChromium, type Page, readFiles, serve } from "@fagr/testing/browser";
import { publishedPackages, registryProblem, runForOutput } from "@fagr/testing/packaging";
import { weights } from "@fagr/weights";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type InstalledApps, installApps } from "./installed-apps";
import { startServer } from "./start-server";

// What users get is the packed tarball: applications install it, build with their bundler, and tell Node's answer in Chromium.

const chromium = findChromium();
const problem = chromium ? await registryProblem() : "no Chromium was found (set CHROMIUM_PATH)";
if (problem)
  console.warn(`Skipped, because ${problem}: the packages in applications of Vite, webpack, esbuild and Next.js`);

const photo = fileURLToPath(new URL("../../../packages/testing/photos/astronaut.png", import.meta.url));
/** Tests run with another NODE_ENV, in which bundlers build for developers. */
const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
/** Generous, for machines that do something else meanwhile. */
const patience = { timeout: 200_000 };

/**
 * What webpack says and the guide explains: files of models are large, and backends that are not installed are missing, which it
 * says even where an import stands in a `try`.
 */
const explained = [
  /^WARNING in asset size limit/,
  /^WARNING in .*@fagr\/(backend-auto|detect)\//,
  /Can't resolve '@fagr\/backend-(tfjs|webgpu|onnx|onnx\/webgpu|onnx\/runtime)'/,
  /^WARNING in webpack performance recommendations/,
  /^\d warnings? ha(s|ve) detailed information|stats\.errorDetails/,
  /compiled with \d warnings?/,
  // npm about the user's own settings.
  /^npm (warn|notice)/,
];

const complaintsOf = (log: string) =>
  log
    .split("\n")
    .filter((line) => /warn|error|critical|externalized|not found|can't resolve|source map/i.test(line))
    .filter((line) => !explained.some((known) => known.test(line)));

(problem ? describe.skip : describe)("applications that install the packed packages", () => {
  let apps: InstalledApps;
  let browser: Browser;
  let expected: { age: number; gender: string };

  beforeAll(async () => {
    await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
    await using detector = await createFaceDetector();
    const [face] = await analyzeFaces(photo, { detector, model });
    expected = face!;
    apps = await installApps(["vite", "webpack", "esbuild", "next"]);
    browser = await launchChromium(chromium!);
  }, 1_200_000);

  afterAll(async () => {
    await browser?.close();
    await apps?.[Symbol.asyncDispose]();
  });

  async function build(app: string): Promise<string> {
    const { stdout, stderr } = await runForOutput("npm", ["run", "build"], { cwd: join(apps.home, app), env });
    return stdout + stderr;
  }

  /** A page that has forgotten nothing of what its console said. */
  async function openPage(address: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    return { page, complaints };
  }

  /** Chooses the photo and expects one face in the list, with Node's answer, to a tenth of a year unless the page rounds more. */
  async function expectAnswer(page: Page, list: string, tolerance = 0.1): Promise<void> {
    await page.locator("#photo:enabled").setInputFiles(photo, patience);
    await page.locator(`${list} li`).first().waitFor(patience);
    const answers = await page.locator(`${list} li`).allTextContents();
    expect(answers).toHaveLength(1);
    const [, age, gender] = /(\d[\d.]*) years.*?(female|male)/.exec(answers[0]!)!;
    expect(gender).toBe(expected.gender);
    expect(Math.abs(Number(age) - expected.age)).toBeLessThan(tolerance);
  }

  it.each([
    ["vite", "dist"],
    ["webpack", "."],
    ["esbuild", "public"],
  ])(
    "%s builds without configuration and without a complaint, and the page gives Node's answer",
    async (app, root) => {
      expect(complaintsOf(await build(app))).toEqual([]);
      await using server = await serve(await readFiles(join(apps.home, app, root)));
      const { page, complaints } = await openPage(`${server.origin}/`);
      await expectAnswer(page, "#faces");
      expect(await page.locator("#status").textContent()).toBe("Faces: 1");
      expect(complaints).toEqual([]);
      await page.close();
    },
    900_000,
  );

  it.each([
    ["vite", "main.js", "dist"],
    ["webpack", "src/index.js", "."],
    ["esbuild", "src/main.js", "public"],
  ])(
    "%s builds a face pool with its worker",
    async (app, script, root) => {
      const own = await cloneApp(app);
      const pool = (name: string) => readFile(new URL(`../pool/${name}`, import.meta.url), "utf8");
      const main = await pool("main.js");
      const worker = 'worker: () => new Worker(new URL("./face-worker.js", import.meta.url), { type: "module" })';
      if (app === "esbuild") await buildWorkerWithEsbuild(own, await pool("face-worker.js"));
      const text = app === "esbuild" ? main.replace("createFacePool()", `createFacePool({ ${worker} })`) : main;
      await writeFile(join(apps.home, own, script), text);
      expect(complaintsOf(await build(own))).toEqual([]);
      await using server = await serve(await readFiles(join(apps.home, own, root)));
      const { page, complaints } = await openPage(`${server.origin}/`);
      // The pool's weights are int8.
      await expectAnswer(page, "#faces", 0.7);
      expect(page.workers().length).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
    900_000,
  );

  /** Beside the application, so that it finds the same packages. */
  async function cloneApp(app: string): Promise<string> {
    await cp(join(apps.home, app), join(apps.home, `${app}-pool`), { recursive: true });
    return `${app}-pool`;
  }

  /** esbuild builds workers that are entries; the models of the pool's defaults are copied beside them. */
  async function buildWorkerWithEsbuild(app: string, worker: string): Promise<void> {
    const folder = join(apps.home, app);
    await writeFile(join(folder, "src/face-worker.js"), worker);
    const manifest = await readFile(join(folder, "package.json"), "utf8");
    await writeFile(join(folder, "package.json"), manifest.replace("src/main.js", "src/main.js src/face-worker.js"));
    const copying = await readFile(join(folder, "copy-files.js"), "utf8");
    await writeFile(
      join(folder, "copy-files.js"),
      copying.replaceAll("models/age-gender-62", "models/age-gender-62-int8"),
    );
  }

  it("Vite serves the page while it is being developed, with Node's answer", async () => {
    const vite = join(apps.home, "node_modules/vite/bin/vite.js");
    await using server = await startServer([vite, "--host", "127.0.0.1"], {
      folder: join(apps.home, "vite"),
      env: { NODE_ENV: "development", NO_COLOR: "1" },
    });
    const { page, complaints } = await openPage(`${server.origin}/`);
    await expectAnswer(page, "#faces");
    expect(complaints).toEqual([]);
    expect(complaintsOf(server.log())).toEqual([]);
    await page.close();
  }, 900_000);

  it("Next.js gives Node's answer in the browser and on the server", async () => {
    expect(complaintsOf(await build("next"))).toEqual([]);
    const next = join(apps.home, "node_modules/next/dist/bin/next");
    await using server = await startServer([next, "start", "--hostname", "127.0.0.1"], {
      folder: join(apps.home, "next"),
      env,
    });
    const { page, complaints } = await openPage(server.origin);
    await expectAnswer(page, "#browser");
    await expectAnswer(page, "#server");
    expect(complaints).toEqual([]);
    expect(complaintsOf(server.log())).toEqual([]);
    await page.close();
  }, 900_000);

  it("the page in one file loads each package's files from the network that it names, and gives Node's answer", async () => {
    const cdn = "https://cdn.jsdelivr.net/npm/";
    const html = await readFile(new URL("../../cdn-page/import-map.html", import.meta.url));
    await using server = await serve(new Map([["/index.html", html]]));
    const context = await browser.newContext();
    const page = await context.newPage();
    const versions = new Map(publishedPackages().map(({ name, version }) => [name, version]));
    const strangers: string[] = [];
    await context.route(/^https:/, async (route) => {
      const url = route.request().url();
      const [, name = "", version, path = ""] =
        /^((?:@[^/]+\/)?[^@/]+)@([^/]+)\/(.+)$/.exec(url.slice(cdn.length)) ?? [];
      // The page names the versions that it was made for; a release has to raise them there, too.
      const known = url.startsWith(cdn) && (versions.get(name) ?? version) === version;
      if (!known) strangers.push(url);
      if (!known) return route.abort();
      const headers = { "access-control-allow-origin": "*" };
      return route.fulfill({ path: join(apps.home, "node_modules", name, path), headers });
    });
    await page.goto(`${server.origin}/`);
    // It shows whole years, from weights in float16.
    await expectAnswer(page, "#faces", 0.7);
    expect(strangers).toEqual([]);
    // Who is offline, or behind a wall, hears of it.
    await context.unrouteAll();
    await context.route(/^https:/, (route) => route.abort());
    await page.reload();
    await page.locator("#status").filter({ hasText: "could not be loaded from cdn.jsdelivr.net" }).waitFor();
    await context.close();
  }, 900_000);
});
