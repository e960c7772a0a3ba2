import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { installPacked } from "./packaging/install-packed";
import { registryProblem } from "./packaging/registry";
import { runProgram } from "./packaging/run-program";

const problem = await registryProblem();
if (problem) console.warn(`Skipped, because ${problem}: the sizes of installations`);
const describeOnline = problem ? describe.skip : describe;

/** Bytes of all files below a folder. */
async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)));
  return (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0);
}

/** Names of what npm installed here; its lock file also lists what it left out, which has no folder. */
async function packagesIn(home: string): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(home, "node_modules", ".package-lock.json"), "utf8"));
  return Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ""));
}

async function install(names: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "fagr-install-"));
  const home = await installPacked(names, { folder });
  return { folder, home, bytes: await bytesBelow(join(home, "node_modules")), packages: await packagesIn(home) };
}

type Installation = Awaited<ReturnType<typeof install>>;

describeOnline("what the README installs", () => {
  let installed: Installation;
  beforeAll(async () => {
    installed = await install(["@fagr/core", "@fagr/backend-wasm", "@fagr/detect", "@fagr/weights"]);
  });
  afterAll(() => rm(installed.folder, { recursive: true, force: true }));

  test("is at most 60 MB and 12 packages", () => {
    const { bytes, packages } = installed;
    console.info(`The README's packages: ${(bytes / 1e6).toFixed(1)} MB, ${packages.length} packages.`);
    expect(packages.length).toBeGreaterThanOrEqual(5);
    expect(packages.length).toBeLessThanOrEqual(12);
    expect(bytes).toBeLessThan(60e6);
  });
});

describeOnline("measuring", () => {
  let installed: Installation;
  beforeAll(async () => {
    installed = await install(["@fagr/core", "@fagr/evaluation"]);
  });
  afterAll(() => rm(installed.folder, { recursive: true, force: true }));

  test("installs no TensorFlow.js and no reader of data sets, at most 45 MB with sharp", () => {
    const { bytes, packages } = installed;
    console.info(`@fagr/evaluation: ${(bytes / 1e6).toFixed(1)} MB, ${packages.length} packages.`);
    expect(packages.filter((name) => /tensorflow|^@fagr\/(data|training)$/.test(name))).toEqual([]);
    expect(bytes).toBeLessThan(45e6);
  });
});

describeOnline("the command line", () => {
  let installed: Installation;
  beforeAll(async () => {
    installed = await install(["@fagr/cli"]);
  });
  afterAll(() => rm(installed.folder, { recursive: true, force: true }));

  test("brings no ONNX Runtime", () => {
    console.info(`@fagr/cli: ${(installed.bytes / 1e6).toFixed(1)} MB, ${installed.packages.length} packages.`);
    expect(installed.packages.filter((name) => /onnx/.test(name))).toEqual([]);
  });

  test("finds and answers a face, and says what to install for ONNX", async () => {
    const photo = fileURLToPath(new URL("../photos/astronaut.png", import.meta.url));
    const run = (...args: string[]) => runProgram("npx", ["--no", "fagr", ...args], installed.home);
    expect(JSON.parse(await run("predict", photo, "--json")).faces).toHaveLength(1);
    await expect(run("export", "--to", "model.onnx")).rejects.toThrow(/npm install @fagr\/backend-onnx/);
    await expect(run("predict", photo, "--backend", "onnxruntime-web")).rejects.toThrow(
      /npm install @fagr\/backend-onnx/,
    );
    await run("export", "--to", "model.h5");
    expect((await stat(join(installed.home, "model.h5"))).size).toBeGreaterThan(2e6);
  });
});
