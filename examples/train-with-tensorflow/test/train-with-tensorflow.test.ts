import { execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadWeights } from "@fagr/core/network";
import { describeIfPython, python } from "@fagr/testing";
import { noAugmentation } from "@fagr/training";
import {
  type Augmentation,
  augmentCrop,
  type Batches,
  createSampler,
  learningRateAt,
  type Schedule,
} from "@fagr/training/building-blocks";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-tensorflow-"));
});
afterAll(() => rm(folder, { recursive: true }));

const samples = Array.from({ length: 240 }, (_, index) => ({
  age: index % 11 === 0 ? null : 18 + ((index * 7) % 50),
  gender: index % 13 === 0 ? null : ((Math.floor(index / 3) % 2) as 0 | 1),
  domain: index % 3 === 0 ? "asian" : "americanEuropean",
}));
const ageGroups = [
  [18, 29],
  [30, 44],
  [45, 67],
] as const;
const kinds: readonly Batches[] = [
  { kind: "plain", size: 32 },
  {
    ...{ kind: "groupBalanced", ageGroups, balanceGenders: true },
    tables: [
      { fromStep: 0, domains: { asian: [3, 2, 1], americanEuropean: [5, 5, 3] }, ungrouped: 3 },
      { fromStep: 20, domains: { asian: [1, 6, 0], americanEuropean: [2, 2, 9] }, ungrouped: { asian: 2 } },
    ],
  },
];
const schedules: readonly Schedule[] = [
  { kind: "constant", learningRate: 0.01, steps: 30 },
  { kind: "cosine", learningRate: 0.003, warmUpSteps: 7, finalLearningRate: 1e-4, steps: 25 },
  { kind: "step", learningRate: 1, at: [5, 20], factor: 0.5, steps: 30 },
];

describeIfPython([], "the draws in Python", () => {
  it("are those of fagr, face by face, over several passes through the data and a change of quotas", async () => {
    const count = 60;
    const job = {
      ...{ count, schedules, augmentations: [] },
      samplers: kinds.map((batches) => createSampler(samples, { batches, seed: 5 }).description),
    };
    const { batches, rates } = await ask(job);
    for (const [index, kind] of kinds.entries()) {
      const sampler = createSampler(samples, { batches: kind, seed: 5 });
      expect(batches[index]).toEqual(Array.from({ length: count }, () => [...sampler.next()]));
    }
    for (const [index, schedule] of schedules.entries())
      for (let step = 0; step < count; step++)
        expect(rates[index]![step]).toBeCloseTo(learningRateAt(schedule, step), 12);
  });
});

describeIfPython(["numpy"], "augmentation in Python", () => {
  const all: Augmentation = {
    ...{ rotation: 15, roll: 0.3, scale: [0.86, 1.26], aspect: 0.1, shift: 0.08, mirror: 0.5, brightness: 0.12 },
    ...{ contrast: [0.7, 1.3], saturation: [0.6, 1.4], hue: 0.1, colour: 0.08, grey: 0.2, lowResolution: 0.3 },
    ...{ blur: 0.3, jpeg: 0, noise: 0, erasing: 0.3 },
  };

  it("gives fagr's views of a crop to rounding, but for noise and JPEG", async () => {
    const [size, side, boxScale] = [48, 30, 1.3];
    const crop = Array.from({ length: size * size * 3 }, (_, index) => (index * index * 31 + index * 7) % 256);
    const augmentations = Array.from({ length: 60 }, (_, seed) => (seed === 0 ? noAugmentation : all));
    const { views } = await ask({
      ...{ count: 0, samplers: [], schedules: [], augmentations, crop, size, side, boxScale },
    });
    for (const [seed, augmentation] of augmentations.entries()) {
      const out = new Float32Array(side * side * 3);
      augmentCrop({ data: Uint8Array.from(crop), size, boxScale }, augmentation, { out, offset: 0, size: side, seed });
      const largest = out.reduce((most, value, index) => Math.max(most, Math.abs(value - views![seed]![index]!)), 0);
      expect({ seed, same: largest < 1e-4 || largest }).toEqual({ seed, same: true });
    }
  });
});

describeIfPython(["tensorflow", "tf_keras"], "a training with TensorFlow", () => {
  const fagr = (...args: string[]) =>
    execFileSync(process.execPath, [file("../../../packages/cli/bin/fagr.js"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const train = (name: string, environment: Record<string, string> = {}, args: string[] = []) =>
    new Promise<string>((resolve, reject) => {
      const options = ["--plan", "plan/plan.json", "--model", "first.h5", "--crops", "crops", "--out", `${name}.h5`];
      const env = { ...process.env, CUDA_VISIBLE_DEVICES: "-1", OMP_NUM_THREADS: "1", ...environment };
      const child = spawn(python, [file("../train.py"), ...options, ...args], { cwd: folder, env });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
      child.on("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(`exit code ${code}: ${output}`))));
    });
  const linesOf = (output: string): Record<string, number>[] =>
    output.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  const recipe = {
    name: "tensorflow",
    architecture: { base: "age-gender-62", widthMultiplier: 0.25 },
    seed: 3,
    batches: {
      ...{
        kind: "groupBalanced",
        ageGroups: [
          [18, 29],
          [30, 39],
          [40, 65],
        ],
        balanceGenders: true,
      },
      tables: [
        { fromStep: 0, domains: { americanEuropean: [6, 6, 4] } },
        { fromStep: 3, domains: { americanEuropean: [4, 6, 6] } },
      ],
    },
    loss: {
      age: { kind: "labelDistribution", expectation: 0.25, quadraticBelow: 1 },
      gender: { kind: "crossEntropy", smoothing: 0.05 },
    },
    optimiser: { kind: "momentum", clipNorm: 5, weightDecay: 0.01 },
    schedule: { kind: "cosine", learningRate: 0.001, warmUpSteps: 2, steps: 6 },
    ...{ batchNormMomentum: 0.9, averageDecay: 0.5 },
    augmentation: { ...noAugmentation, rotation: 15, mirror: 0.5, brightness: 0.12, grey: 0.1, shift: 0.05 },
  };

  beforeAll(async () => {
    const drawn = file("../../own-training/make-faces.mjs");
    execFileSync(process.execPath, [drawn, join(folder, "faces"), "200"]);
    await writeFile(join(folder, "recipe.json"), JSON.stringify(recipe));
    fagr("prepare", "drawn=csv:faces/labels.csv", "--crops", "--box-scale", "1.2", "--size", "72", "--out", "crops");
    const data = ["--crops", "crops", "--recipe", "recipe.json", "--validation-share", "0.5"];
    fagr("train", ...data, "--out", "plan", "--plan");
    fagr("export", "--model", "plan/manifest.json", "--to", "first.h5");
    await cp(join(folder, "plan"), join(folder, "first"), { recursive: true });
    fagr("train", ...data, "--workers", "1", "--out", "ours");
  }, 600_000);

  const stepsOf = async (name: string) =>
    (await readFile(join(folder, name, "metrics.jsonl"), "utf8"))
      .split("\n")
      .flatMap((line) => (line.includes('"kind":"step"') ? [JSON.parse(line)] : []));

  /** The numbers that are learned, or those that batch normalisation counts, which are larger by far and would hide them. */
  const weightsOf = async (name: string, counted: boolean) =>
    [...(await loadWeights(join(folder, name, "manifest.json"))).tensors]
      .filter(([tensor]) => /moving(Mean|Variance)$/.test(tensor) === counted)
      .flatMap(([, values]) => [...values]);

  it("on two workers of MultiWorkerMirroredStrategy is fagr's own: batches, losses, averages, and weights to rounding", async () => {
    const one = linesOf(await train("one"));
    const ports = [await freePort(), await freePort()];
    const worker = ports.map((port) => `127.0.0.1:${port}`);
    const [chief] = await Promise.all(
      [0, 1].map((index) =>
        train("two", { TF_CONFIG: JSON.stringify({ cluster: { worker }, task: { type: "worker", index } }) }, [
          "--workers",
        ]),
      ),
    );
    const two = linesOf(chief!);
    const ours = await stepsOf("ours");
    // Its line is the mean over the steps.
    const [{ loss, losses, gradientNorm }] = ours;
    for (const told of [one, two]) {
      const mean = (name: string) => told.reduce((sum, step) => sum + step[name]!, 0) / told.length;
      expect(told).toHaveLength(6);
      expect(mean("loss")).toBeCloseTo(loss, 3);
      expect(mean("age")).toBeCloseTo(losses.age, 3);
      expect(mean("gender")).toBeCloseTo(losses.gender, 3);
      expect(mean("gradientNorm") / gradientNorm).toBeCloseTo(1, 2);
    }
    for (const name of ["one", "two"]) fagr("import", `${name}.h5`, "--like", "plan/manifest.json", "--out", name);
    for (const counted of [false, true]) {
      const expected = await weightsOf("ours", counted);
      const moved = distance(await weightsOf("first", counted), expected);
      for (const name of ["one", "two"])
        expect(distance(await weightsOf(name, counted), expected) / moved).toBeLessThan(counted ? 0.01 : 0.03);
    }
  }, 900_000);

  it("with AdamW, heads and missing labels, and without averages, has fagr's losses and ends where fagr does", async () => {
    const labels = await readFile(join(folder, "faces", "labels.csv"), "utf8");
    const blank = (line: string, index: number) => {
      if (index === 0) return line;
      const [name, age, gender, glasses] = line.split(",");
      const band = index % 4 === 1 ? `${Math.max(18, Number(age) - 3)}-${Number(age) + 2}` : age;
      return [name, index % 5 === 2 ? "" : band, index % 7 === 3 ? "" : gender, index % 3 === 0 ? "" : glasses].join(
        ",",
      );
    };
    await writeFile(join(folder, "faces", "missing.csv"), labels.trim().split("\n").map(blank).join("\n"));
    const heads = {
      ...{ ...recipe, name: "heads", averageDecay: 0, batches: { kind: "plain", size: 24 } },
      architecture: { ...recipe.architecture, attributes: { glasses: ["no", "yes"] } },
      loss: {
        ...{ age: { kind: "meanVariance" }, gender: { kind: "focal" } },
        attributes: { glasses: { kind: "crossEntropy", smoothing: 0.1 } },
      },
      optimiser: { kind: "adamw" },
      schedule: { kind: "constant", learningRate: 0.0003, steps: 4 },
    };
    await writeFile(join(folder, "heads.json"), JSON.stringify(heads));
    const crops = ["--crops", "heads-crops"] as const;
    fagr(
      "prepare",
      "drawn=csv:faces/missing.csv?attributes=glasses",
      "--crops",
      "--box-scale",
      "1.2",
      "--size",
      "72",
      "--out",
      "heads-crops",
    );
    const data = [...crops, "--recipe", "heads.json", "--validation-share", "0.2"];
    fagr("train", ...data, "--out", "heads-plan", "--plan");
    fagr("export", "--model", "heads-plan/manifest.json", "--to", "heads-first.h5");
    fagr("train", ...data, "--workers", "1", "--out", "heads-ours");
    const given = ["--plan", "heads-plan/plan.json", "--model", "heads-first.h5", ...crops];
    const told = linesOf(await train("heads", {}, given));
    const [{ loss, losses }] = await stepsOf("heads-ours");
    const mean = (name: string) => told.reduce((sum, step) => sum + step[name]!, 0) / told.length;
    expect(Math.abs(mean("loss") / loss - 1)).toBeLessThan(0.01);
    for (const [name, value] of Object.entries(losses))
      expect(Math.abs(mean(name) / Number(value) - 1)).toBeLessThan(0.01);
    fagr("import", "heads.h5", "--like", "heads-plan/manifest.json", "--out", "heads");
    const expected = await weightsOf("heads-ours", false);
    const moved = distance(await weightsOf("heads-plan", false), expected);
    // Adam makes whole steps of gradients that are rounding alone.
    expect(distance(await weightsOf("heads", false), expected) / moved).toBeLessThan(0.2);
    const { labels: known } = JSON.parse(await readFile(join(folder, "heads", "manifest.json"), "utf8"));
    expect(known.attributes).toEqual({ glasses: ["no", "yes"] });
  }, 600_000);

  it.each([
    ["mixed styles", { styleMixing: { share: 0.5, least: 0.1, after: ["row1"] } }, /"styleMixing": expected none/],
    ["blends", { mixing: { alpha: 0.2, share: 0.5 } }, /"mixing"/],
    ["a module", { augmentation: { ...recipe.augmentation, modules: [{ module: "./fog.mjs" }] } }, /modules/],
  ])("is refused by --plan with %s", async (_, change, message) => {
    await writeFile(join(folder, "refused.json"), JSON.stringify({ ...recipe, ...change }));
    const plan = () =>
      execFileSync(
        process.execPath,
        [
          file("../../../packages/cli/bin/fagr.js"),
          "train",
          "--crops",
          "crops",
          "--recipe",
          "refused.json",
          "--out",
          "refused",
          "--plan",
        ],
        { cwd: folder, encoding: "utf8", stdio: "pipe" },
      );
    expect(plan).toThrow(message);
  });

  it("comes back with its provenance, and is calibrated on the part set apart", async () => {
    fagr("calibrate", "two/manifest.json", "--crops", "crops", "--validation-share", "0.5");
    const { calibration, trainingData } = JSON.parse(await readFile(join(folder, "two", "manifest.json"), "utf8"));
    expect(calibration.ageTemperature).toBeDefined();
    expect(trainingData).toEqual([expect.objectContaining({ name: "drawn", labels: "age, gender" })]);
  });
});

const distance = (one: readonly number[], other: readonly number[]) =>
  Math.sqrt(one.reduce((sum, value, index) => sum + (value - other[index]!) ** 2, 0));

async function ask(job: object): Promise<{ batches: number[][][]; rates: number[][]; views?: number[][] }> {
  const path = join(folder, "job.json");
  await writeFile(path, JSON.stringify(job));
  return JSON.parse(execFileSync(python, [file("parity.py"), path], { encoding: "utf8", maxBuffer: 2 ** 28 }));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
