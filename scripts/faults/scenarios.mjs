// The commands that write folders, each on small data of its own, and the files by which two of its runs are compared.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { h5WithoutTimes } from "./h5-without-times.mjs";

const require = createRequire(new URL("../../packages/cli/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const photo = fileURLToPath(new URL("../../packages/testing/photos/astronaut.png", import.meta.url));

const rows = [
  { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 8, repeats: 1, stride: 1 },
  { operator: "globalDepthwiseConv", channels: 8, repeats: 1, stride: 1 },
  { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
];

/** The files of a folder, and below, by their names, each with its hash; `read` may leave out what no two runs have alike. */
function hashesOf(folder, names, read = (bytes) => bytes) {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => names.test(name));
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash("sha256")
        .update(read(readFileSync(join(folder, name))))
        .digest("hex"),
    ]),
  );
}

/** Bytes of all files of a folder, which may not be there yet. */
export function sizeOf(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)));
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

/** Makes the data in a folder, and the scenarios. */
export async function createScenarios(folder, run) {
  const sharp = (await load("sharp")).default;
  const { ageGenderStage, noAugmentation } = await load("@fagr/training");
  mkdirSync(join(folder, "faces"), { recursive: true });
  let labels = "file,age,gender\n";
  for (let index = 0; index < 400; index++) {
    const background = { r: index % 256, g: (index * 7) % 256, b: index >> 8 };
    const noise = { type: "gaussian", mean: 128, sigma: 60 };
    const picture = sharp({ create: { width: 40, height: 40, channels: 3, background, noise } });
    await picture.png().toFile(join(folder, "faces", `${index}.png`));
    labels += `${index}.png,${20 + (index % 10)},${index % 2}\n`;
  }
  writeFileSync(join(folder, "faces/labels.csv"), labels);
  mkdirSync(join(folder, "photos"));
  for (let index = 0; index < 8; index++)
    await sharp(photo)
      .resize(200 + 10 * index)
      .jpeg()
      .toFile(join(folder, "photos", `${index}.jpg`));
  const recipe = {
    ...{ ...ageGenderStage, name: "both", augmentation: noAugmentation, batches: { kind: "plain", size: 16 } },
    architecture: { base: "age-gender-62", inputSize: 30, widthMultiplier: 1, rows, ageRange: [20, 29] },
    schedule: { kind: "constant", learningRate: 0.003, steps: 60 },
  };
  writeFileSync(join(folder, "recipe.json"), JSON.stringify(recipe));

  const cropped = ["--crops", "--minimum-sharpness", "1", "--minimum-size", "1"];
  const prepare = (size) => (out) => [
    ...["prepare", `csv:${join(folder, "faces")}`, ...cropped, "--size", String(size), "--out", out],
  ];
  const crops = join(folder, "crops");
  const prepared = run(prepare(32)(crops));
  if (prepared.status !== 0) throw new Error(`The crops cannot be made: ${prepared.stderr}`);
  const train = (out) => [
    ...["train", "--crops", crops, "--recipe", join(folder, "recipe.json"), "--workers", "0", "--out", out],
    ...["--validate-every", "20", "--checkpoint-every", "5"],
  ];

  const trained = join(folder, "trained");
  const training = run(train(trained));
  if (training.status !== 0) throw new Error(`The model cannot be trained: ${training.stderr}`);
  const model = join(folder, "model");
  mkdirSync(model);
  for (const name of readdirSync(trained).filter((file) => file === "manifest.json" || file.endsWith(".bin")))
    cpSync(join(trained, name), join(model, name));
  writeFileSync(join(folder, "photos.txt"), Array.from({ length: 8 }, (_, index) => `photos/${index}.jpg\n`).join(""));

  return [
    {
      name: "prepare",
      args: prepare(16),
      filesOf: (out) => hashesOf(out, /^crops\.(bin|json)$/),
      mayLeave: /^crops\.bin$/,
      hasLock: true,
    },
    {
      name: "train",
      args: train,
      filesOf: (out) => hashesOf(out, /\.bin$|^manifest\.json$/, withoutTimes),
      mayLeave: /^$/,
      hasLock: true,
    },
    {
      name: "evaluate",
      args: (out) => ["evaluate", "--crop-set", crops, "--out", out],
      filesOf: (out) => hashesOf(out, /^predictions.*\.jsonl$|^report\.(json|md)$|\.svg$/, withoutTimes),
      // It grows by whole lines, and another picture's answer never stands in it.
      mayLeave: /^predictions.*\.jsonl$/,
      hasLock: true,
    },
    {
      name: "predict",
      args: (out) => ["predict", join(folder, "photos"), "--annotate", out],
      filesOf: (out) => hashesOf(out, /\.(jpe?g|png)$/),
      mayLeave: /^$/,
      hasLock: true,
    },
    {
      name: "label",
      // Several processes may share a folder: each part is made by whoever comes first.
      args: (out) => ["label", "--list", join(folder, "photos.txt"), "--out", out, "--part-size", "3"],
      filesOf: (out) => hashesOf(out, /^plan\.json$|\.parquet$/),
      mayLeave: /^$/,
      hasLock: false,
    },
    {
      name: "calibrate",
      // What it writes into is there before.
      begin: (out) => cpSync(model, out, { recursive: true }),
      args: (out) => ["calibrate", join(out, "manifest.json"), "--crops", crops, "--validation-share", "0.5"],
      filesOf: (out) => hashesOf(out, /\.bin$|^manifest\.json$/),
      mayLeave: /^$/,
      hasLock: false,
    },
    ...["fagr", "tfjs", "onnx", "keras", "tflite"].map((format) => exporting(format, join(model, "manifest.json"))),
  ];
}

/** `fagr export` into a format, of one file or of two. */
function exporting(format, manifest) {
  const names = { onnx: "model.onnx", keras: "model.h5", tflite: "model.tflite" };
  const name = names[format] ?? "";
  return {
    name: `export ${format}`,
    args: (out) => ["export", "--model", manifest, "--format", format, "--to", join(out, name)],
    filesOf: (out) => hashesOf(out, /\.(bin|json|onnx|h5|tflite)$/, format === "keras" ? h5WithoutTimes : undefined),
    mayLeave: /^$/,
    hasLock: false,
  };
}

/** Without what is different in every run: dates, and how long it took. */
function withoutTimes(bytes) {
  const text = bytes.toString("latin1");
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"(?:seconds|milliseconds|date|duration)":\s*[\d.]+/g, "");
}
