import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadWeights } from "@fagr/core/network";
import { randomImage } from "@fagr/testing";
import { ageGenderStage, noAugmentation } from "@fagr/training";
import { weights as allAges } from "@fagr/weights/all-ages";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { run, TextSink } from "../testing/run";

let folder: string;
const at = (name: string) => join(folder, name);

/** A small network with each kind of row. */
const rows = [
  { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 8, repeats: 1, stride: 1 },
  { operator: "bottleneck", expansion: 2, channels: 12, repeats: 2, stride: 2 },
  { operator: "conv1x1", channels: 24, repeats: 1, stride: 1 },
  { operator: "globalDepthwiseConv", channels: 24, repeats: 1, stride: 1 },
  { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
];

const stage = {
  ...ageGenderStage,
  name: "both",
  architecture: { base: "age-gender-62", inputSize: 30, widthMultiplier: 1, rows, ageRange: [20, 29] },
  batches: { kind: "plain", size: 8 },
  schedule: { kind: "constant", learningRate: 0.003, steps: 4 },
  augmentation: noAugmentation,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-train-"));
  await mkdir(at("faces"));
  const rows = [];
  for (let index = 0; index < 40; index++) {
    const { data, width, height } = randomImage(40, 40, index);
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(at(`faces/${index}.png`));
    rows.push(`${index}.png,${20 + (index % 10)},${index % 2}\n`);
  }
  await writeFile(at("faces/labels.csv"), `file,age,gender\n${rows.join("")}`);
  await writeFile(at("recipe.json"), JSON.stringify(stage));
  const prepared = await run([
    ...["prepare", `mine=csv:${at("faces/labels.csv")}`, "--crops", "--box-scale", "1", "--size", "32"],
    ...["--out", at("crops")],
  ]);
  expect(prepared.exitCode).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

const train = (out: string, args: readonly string[] = [], io: Parameters<typeof run>[1] = {}) =>
  run(
    ["train", "--crops", at("crops"), "--recipe", at("recipe.json"), "--workers", "0", "--out", at(out), ...args],
    io,
  );

describe("fagr train", () => {
  test("trains a recipe of a file and writes weights, curves and a table", async () => {
    const { exitCode, stdout, stderr } = await train("plain", ["--validate-every", "2"]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^stage 1 of 1: 4 steps on \d+ faces\nstep 1\/4, loss: age \d\.\d{3}, gender \d\.\d{3}, /);
    expect(stderr).toMatch(/validation after step 2: age error \d+\.\d\d years, gender \d+\.\d %, \d+ faces\n/);
    expect(stderr).toContain("Not calibrated: Expected at least 100 faces");
    expect(stdout).toMatch(/^validation +faces +age error +year hit +gender\nmine +\d+ /);
    const { manifest, tensors } = await loadWeights(at("plain/manifest.json"));
    expect(manifest).toMatchObject({ name: "both", architecture: { inputSize: 30, ageRange: [20, 29] } });
    expect(manifest.trainingData).toMatchObject([{ name: "mine", labels: "age, gender" }]);
    expect(tensors.size).toBeGreaterThan(50);
    expect(await readFile(at("plain/curves.svg"), "utf8")).toContain("<polyline");
    expect(await readdir(at("plain"))).toContain("both.bin");
  });

  test("stops on Ctrl-C, says how to go on, and ends with the weights of an uninterrupted run", async () => {
    const interrupted = new AbortController();
    const stderr = new TextSink();
    const write = stderr._write.bind(stderr);
    stderr._write = (chunk, encoding, done) => {
      if (String(chunk).includes("step 2/4")) interrupted.abort();
      write(chunk, encoding, done);
    };
    const first = await train("stopped", [], { signal: interrupted.signal, stderr });
    expect(first.exitCode).toBe(130);
    expect(stderr.text).toMatch(/Stopped after step 2 of "both"\. Run the same command again to continue\.\n$/);
    expect(await readdir(at("stopped"))).not.toContain("manifest.json");
    const second = await train("stopped", ["--json"]);
    expect([second.exitCode, second.lines.length]).toEqual([0, 1]);
    expect(second.stderr).toMatch(/continuing after step 2\nstep 3\/4/);
    const report = JSON.parse(second.stdout);
    expect(report).toMatchObject({ stage: "both", step: 4, manifest: at("stopped/manifest.json") });
    expect(report.validation.bySource.mine.count).toBe(report.validation.count);
    const whole = await train("whole", ["--json"]);
    expect(await readFile(at("stopped/both.bin"))).toEqual(await readFile(at("whole/both.bin")));
    expect(JSON.parse(whole.stdout).validation).toEqual(report.validation);
  });

  test("shows a passing line on a terminal", async () => {
    const { exitCode, stderr } = await train("terminal", ["--steps", "1"], { terminal: true });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("█ step 1/1, loss: age");
    expect(stderr).toContain("\r\u001b[Kvalidation after step 1");
  });

  test("takes a module, stages, other steps and first weights", async () => {
    const stages = [{ ...stage, name: "gender", loss: { age: null, gender: { kind: "crossEntropy" } } }, stage];
    await writeFile(at("staged.mjs"), `export default ${JSON.stringify({ name: "staged", stages })};`);
    await train("first", ["--steps", "1"]);
    const { exitCode, stderr } = await train("staged", [
      ...["--recipe", at("staged.mjs"), "--steps", "2", "--initial-weights", at("first/manifest.json")],
    ]);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/gender: stage 1 of 2: 2 steps[\s\S]*both: stage 2 of 2: 2 steps[\s\S]*both: step 2\/2/);
    expect(await readdir(at("staged"))).toEqual(expect.arrayContaining(["1-gender", "2-both", "staged.bin"]));
    const again = await train("again", ["--steps", "1", "--initial-weights", at("staged/2-both")]);
    expect(again.exitCode).toBe(0);
    const empty = await train("again", ["--steps", "1", "--initial-weights", at("staged")]);
    expect(empty.stderr).toContain("name the stage's folder");
  });

  test("keeps training data and licences of the weights that it begins with, also where it goes on without naming them", async () => {
    await train("ancestor", ["--steps", "1", "--licence", "CC BY 4.0"]);
    const file = at("ancestor/manifest.json");
    const ancestor = JSON.parse(await readFile(file, "utf8"));
    const celebs = { name: "CelebA", licence: "research only", images: 7, labels: "gender" };
    await writeFile(file, JSON.stringify({ ...ancestor, trainingData: [celebs] }));
    const interrupted = new AbortController();
    const stderr = new TextSink();
    const write = stderr._write.bind(stderr);
    stderr._write = (chunk, encoding, done) => {
      if (String(chunk).includes("step 1/2")) interrupted.abort();
      write(chunk, encoding, done);
    };
    const line = ["--steps", "2", "--licence", "CC0"];
    await train("heir", [...line, "--initial-weights", file], { signal: interrupted.signal, stderr });
    expect((await train("heir", line)).exitCode).toBe(0);
    const heir = JSON.parse(await readFile(at("heir/manifest.json"), "utf8"));
    expect(heir.licence).toBe("CC0; CC BY 4.0");
    expect(heir.description).toBe('2 steps of the recipe "both", from both 0.1.0');
    expect(heir.trainingData).toEqual([celebs, expect.objectContaining({ name: "mine", licence: "CC0" })]);
  });

  test("warns of faces smaller than what the network sees, and extends a training that has ended", async () => {
    const large = { ...stage, architecture: { ...stage.architecture, inputSize: 34 } };
    await writeFile(at("large.json"), JSON.stringify(large));
    const line = ["--recipe", at("large.json"), "--steps"];
    const first = await train("large", [...line, "1"]);
    expect(first.stderr).toMatch(/^Warning: the network sees 34 pixels, but .* have 32 .* --size 34\.\n/);
    expect((await train("large", [...line, "2"])).stderr).toContain("--extend");
    const { exitCode, stderr } = await train("large", [...line, "2", "--extend"]);
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/continuing after step 1\nstep 2\/2/)]);
  });

  test("teaches the answers of trained weights", async () => {
    const taught = { ...stage, distillation: { share: 0.5 } };
    await writeFile(at("taught.json"), JSON.stringify(taught));
    const recipe = ["--recipe", at("taught.json"), "--steps", "1"];
    await train("first", ["--steps", "1"]);
    const teachers = ["--teacher", at("first/manifest.json"), "--teacher", at("first")];
    const { exitCode, stderr } = await train("taught", [...recipe, ...teachers]);
    const told = /asking the teachers, [\d:]+ left\nthe teachers gave \d+ answers\n[\s\S]*step 1\/1/;
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(told)]);
    const alone = await train("alone", recipe);
    expect([alone.exitCode, alone.stderr]).toEqual([1, expect.stringContaining("Expected teachers for the recipe")]);
  });

  test("fine-tunes the shipped weights, for other ages where they are asked for", async () => {
    const first = await train("tuned", ["--recipe", "fine-tune", "--steps", "2", "--batch", "12", "--ages", "10-70"]);
    expect([first.exitCode, first.stderr]).toEqual([0, expect.stringContaining("recipe fine-tune: batches of 12")]);
    const tuned = await loadWeights(at("tuned/manifest.json"));
    const shipped = await loadWeights(allAges);
    expect(tuned.manifest.architecture.ageRange).toEqual([10, 70]);
    expect(tuned.manifest.description).toContain(`from ${shipped.manifest.name}`);
    expect(tuned.manifest.trainingData.map(({ name }) => name)).toEqual([
      ...shipped.manifest.trainingData.map(({ name }) => name),
      "mine",
    ]);
    // Frozen rows are the shipped ones, and the age head begins as the classes that both have.
    expect(tuned.tensors.get("row1_conv/kernel")).toEqual(shipped.tensors.get("row1_conv/kernel"));
    expect(tuned.tensors.get("row10_conv/kernel")).not.toEqual(shipped.tensors.get("row10_conv/kernel"));
    const [bias, before] = [tuned, shipped].map(({ tensors }) => tensors.get("age_probabilities/bias")!);
    for (const [place, value] of bias!.entries()) expect(Math.abs(value - before![place + 10]!)).toBeLessThan(0.01);
    const other = await train("other", ["--ages", "10-70"]);
    expect([other.exitCode, other.stderr]).toEqual([
      1,
      expect.stringContaining("Expected --ages with --recipe fine-tune"),
    ]);
  });

  test("trains on native TensorFlow, or says how to install it", async () => {
    const { exitCode, stderr } = await train("native", ["--steps", "1", "--backend", "tfjs-node"]);
    if (exitCode === 0) expect((await loadWeights(at("native/manifest.json"))).manifest.name).toBe("both");
    else expect(stderr).toMatch(/@tensorflow\/tfjs-node.*npm install.*fagr-tfjs-node-install/);
  });

  test.each([
    [
      "a recipe that there is not",
      ["--recipe", "nothing"],
      /name of a recipe \(fitted, fine-tune, document, .*received "nothing"/,
    ],
    ["a field that is wrong", ["--recipe", "@wrong.json"], /wrong\.json.*schedule\.steps.*received -1/],
    ["a file that is no JSON", ["--recipe", "@faces/labels.json"], /labels\.json, but it cannot be read/],
    ["a module without a recipe", ["--recipe", "@empty.mjs"], /empty\.mjs to export a recipe.*exports nothing/],
    ["crops that are not there", ["--crops", "@nowhere"], /packed crops in .*nowhere/],
  ])("fails on %s and names it", async (_, args, message) => {
    await writeFile(at("wrong.json"), JSON.stringify({ ...stage, schedule: { ...stage.schedule, steps: -1 } }));
    await writeFile(at("empty.mjs"), "");
    const { exitCode, stderr } = await train(
      "failed",
      args.map((arg) => (arg.startsWith("@") ? at(arg.slice(1)) : arg)),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });

  test.each([
    ["--validation-share", "1"],
    ["--workers", "-1"],
    ["--backend", "abacus"],
    ["--allow-software-adapter", "--json"],
  ])("answers %s %s with the usage", async (...args) => {
    expect((await train("usage", args)).exitCode).toBe(2);
  });
});
