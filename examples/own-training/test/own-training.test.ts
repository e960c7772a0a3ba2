import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onnxBackend } from "@fagr/backend-onnx";
import { tfjsBackend } from "@fagr/backend-tfjs";
import { wasmBackend } from "@fagr/backend-wasm";
import { type AgeGenderBackend, loadAgeGenderModel } from "@fagr/core";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

// The example from its first to its last line, on the built command line, as its README has it.

const here = fileURLToPath(new URL("..", import.meta.url));
const fagr = fileURLToPath(new URL("../../../packages/cli/bin/fagr.js", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-own-"));
  for (const name of ["recipe.json", "near-loss.mjs", "fog.mjs"]) await cp(join(here, name), join(folder, name));
  await run([join(here, "make-faces.mjs"), "faces"]);
  const source = "drawn=csv:faces/labels.csv?attributes=glasses";
  await run([fagr, "prepare", source, "--crops", "--box-scale", "1", "--size", "62", "--out", "crops"]);
}, 240_000);
afterAll(() => rm(folder, { recursive: true }));

/** Runs node in the folder and ends it once it prints a line that matches. */
function run(args: readonly string[], { stopAt }: { stopAt?: RegExp } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (stopAt?.test(output)) child.kill("SIGKILL");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      code === 0 || signal === "SIGKILL" ? resolve(output) : reject(new Error(`exit code ${code}: ${output}`)),
    );
  });
}

const train = (out: string, options: Parameters<typeof run>[1] = {}) =>
  run(
    [
      ...[fagr, "train", "--crops", "crops", "--recipe", "recipe.json", "--validation-share", "0.2"],
      ...["--workers", "2", "--checkpoint-every", "5", "--out", out],
    ],
    options,
  );

it("trains with a loss, an augmentation and a head of its own, and goes on after a kill as if there had been none", async () => {
  const whole = await train("run");
  expect(whole).toMatch(/glasses \d+\.\d %/);
  await train("killed", { stopAt: /step (2[0-9]|3[0-9])\/60/ });
  expect((await readdir(join(folder, "killed"))).some((name) => name === "manifest.json")).toBe(false);
  expect(await train("killed")).toMatch(/continuing after step/);
  expect((await findWeights("killed")).equals(await findWeights("run"))).toBe(true);
}, 600_000);

async function findWeights(run: string): Promise<Buffer> {
  const { files } = JSON.parse(await readFile(join(folder, run, "manifest.json"), "utf8"));
  return readFile(join(folder, run, files[0].path));
}

it.each([
  ["wasm", () => wasmBackend()],
  ["onnx", () => onnxBackend({ runtime: "web" })],
  ["tfjs on the processor", () => tfjsBackend({ runtime: "cpu" })],
] as [string, () => AgeGenderBackend][])("answers glasses on %s", async (_, backend) => {
  const weights = join(folder, "run", "manifest.json");
  const model = await loadAgeGenderModel({ backend: backend(), weights });
  const faces = [0, 2, 4, 6].map((index) => ({ image: join(folder, "faces", `${index}.png`) }));
  const reference = await loadAgeGenderModel({ backend: wasmBackend(), weights });
  const [answers, expected] = [await model.predict(faces), await reference.predict(faces)];
  for (const [index, { attributes }] of answers.entries()) {
    const { label, probability } = attributes!.glasses!;
    expect([index, label]).toEqual([index, index % 2 === 1 ? "yes" : "no"]);
    expect(probability).toBeGreaterThan(0.5);
    expect(probability).toBeCloseTo(expected[index]!.attributes!.glasses!.probability, 4);
  }
  const [mirrored] = await model.predict([faces[1]!], { mirror: true });
  expect(mirrored!.attributes!.glasses!.label).toBe("yes");
  await Promise.all([model.dispose(), reference.dispose()]);
});

it("measures glasses", async () => {
  const evaluated = await run([
    ...[fagr, "evaluate", "--crop-set", "crops", "--part", "validation", "--validation-share", "0.2"],
    ...["--model", "run/manifest.json", "--out", "report"],
  ]);
  const [, accuracy] = /drawn\s+glasses\s+\d+\s+(\d+\.\d) %/.exec(evaluated) ?? [];
  // Always "no" would be right half the time.
  expect(Number(accuracy)).toBeGreaterThan(85);
  expect(await readFile(join(folder, "report", "report.md"), "utf8")).toContain("## Attributes");
});

it.each([
  ["model.h5", "imported-h5"],
  ["model/model.json", "imported-tfjs"],
])("goes to %s and comes back with the same answers", async (file, back) => {
  await run([fagr, "export", "--model", "run/manifest.json", "--to", file]);
  await run([fagr, "import", file, "--out", back]);
  expect((await findWeights(back)).equals(await findWeights("run"))).toBe(true);
  const { labels } = JSON.parse(await readFile(join(folder, back, "manifest.json"), "utf8"));
  expect(labels.attributes).toEqual({ glasses: ["no", "yes"] });
});

it("refuses to go on with a module that has changed", async () => {
  await cp(join(folder, "run"), join(folder, "changed"), { recursive: true });
  const loss = await readFile(join(folder, "near-loss.mjs"), "utf8");
  await writeFile(join(folder, "near-loss.mjs"), loss.replace("share = 0.05", "share = 0.1"));
  await expect(train("changed")).rejects.toThrow(/modules was \w+, now it is \w+\. Use the modules/);
  await writeFile(join(folder, "near-loss.mjs"), loss);
});
