// Whole files of every kind, small, made by the library itself where it writes the kind: what the fuzzer damages.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onnxBase } from "./onnx-base.mjs";

/** The bases, from the packages that targets.mjs loads. */
export async function createBases({ network, convert, training, blocks, onnx, evaluation, sharp, root, resolve }) {
  const architecture = network.createArchitecture("age-gender-62", { name: "fuzz", widthMultiplier: 0.06 });
  const specs = network.weightSpecs(network.planNetwork(architecture));
  const size = (shape) => shape.reduce((product, side) => product * side, 1);
  const tensors = new Map(specs.map(({ name, shape }) => [name, new Float32Array(size(shape)).fill(0.5)]));
  const saved = await network.saveWeights(tensors, {
    ...{ name: "fuzz", version: "1", description: "", licence: "", architecture, trainingData: [], file: "x.bin" },
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
  });
  const weights = { manifest: saved.manifest, tensors };
  const noise = Buffer.alloc(64 * 48 * 3).map((_, index) => (index * 31) % 256);
  const raw = () => sharp(noise, { raw: { width: 64, height: 48, channels: 3 } });
  const formats = [
    ["jpeg"],
    ["jpeg", { progressive: true }],
    ["png"],
    ["webp"],
    ["gif"],
    ["tiff"],
    ["avif", { effort: 0 }],
  ];
  const ssdFolder = join(resolve("@fagr/detect"), "../../models/ssd-mobilenet-v1");
  const yunet = join(root, "../shared/models/face_detection_yunet_2023mar.onnx");
  return {
    saved,
    h5: await convert.exportKeras(weights),
    tfjs: await convert.exportTfjs(weights),
    onnx: onnxBase(onnx),
    yunet: existsSync(yunet) ? readFileSync(yunet) : undefined,
    pictures: await Promise.all(formats.map(([format, options]) => raw().toFormat(format, options).toBuffer())),
    mat: readFileSync(join(root, "packages/data/src/samples/test-support/wiki.mat")),
    records: readFileSync(join(root, "packages/data/src/samples/test-support/Asian18.tfrecords")),
    csv: Buffer.from("file,age,gender\na.jpg,34,0\nb.jpg,,1\nc.jpg,60,\n"),
    crops: cropsManifest(),
    list: Buffer.from("a.jpg\nb.jpg\r\nfolder/c d.png\n\n\u00fc.png\n"),
    frames: ["rgb", "rgba", "bgr", "bgra", "grey", "i420", "nv12"].map(rawFrame),
    checkpoint: await checkpointFile(blocks, training),
    recipes: training.recipeNames.map((name) => training.namedRecipe(name)),
    predictions: await predictionLines(evaluation),
    ssd: {
      manifest: JSON.parse(readFileSync(join(ssdFolder, "ssd_mobilenetv1_model-weights_manifest.json"), "utf8")),
      weights: readFileSync(join(ssdFolder, "ssd_mobilenetv1_model.bin")),
    },
  };
}

function rawFrame(format) {
  const bytes = { rgba: 4, bgra: 4, grey: 1, i420: 1.5, nv12: 1.5 }[format] ?? 3;
  return { width: 8, height: 6, format, matrix: "bt709", fullRange: true, data: Buffer.alloc(8 * 6 * bytes, 77) };
}

function cropsManifest() {
  const sample = { age: 20, source: "s", domain: "asian", sharpness: 1, ageBand: [18, 20], groups: { a: "b" } };
  return {
    ...{ format: "fagr-crops/2", size: 4, boxScale: 1, inputs: "x", detector: null },
    crops: { file: "crops.bin", bytes: 96, sha256: "x" },
    dropped: { file: "dropped.jsonl", count: 0 },
    samples: ["ab", "cd"].map((digest, index) => ({ ...sample, file: `${index}.png`, gender: index, digest })),
  };
}

/**
 * A checkpoint as a store writes it.
 *
 * @returns {Promise<Buffer>}
 */
async function checkpointFile(blocks, training) {
  let file;
  const write = async (_, bytes) => {
    file = Buffer.from(bytes);
  };
  const store = new blocks.CheckpointStore({
    description: "fuzz",
    list: async () => [],
    write,
    remove: async () => {},
  });
  await store.save({
    ...{ recipe: training.namedRecipe(training.recipeNames[0]), conditions: { data: "x" }, step: 2, finished: false },
    ...{ sampler: { pools: [] }, optimiserUpdates: 2, learningRateScale: 1, epoch: {}, callbacks: {} },
    ...{ best: [{ step: 1, value: 0.5 }], validation: null, arrays: { values: new Float32Array(8).fill(0.25) } },
  });
  return file;
}

/** The line of a checkpoint with another content and the hash that belongs to it: what somebody who wants to be believed writes. */
export function signCheckpoint(header, body) {
  const { sha256: _, ...content } = Object(header);
  const none = "0".repeat(64);
  const line = Buffer.from(`${JSON.stringify({ ...content, sha256: none })}\n`);
  const sha256 = createHash("sha256").update(line).update(body).digest("hex");
  line.write(sha256, line.length - 3 - none.length);
  return Buffer.concat([line, body]);
}

async function predictionLines(evaluation) {
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const folder = mkdtempSync(join(tmpdir(), "fagr-fuzz-base-"));
  const file = join(folder, "p.jsonl");
  const prediction = {
    age: 31,
    ageInterval: [25, 36],
    ageDistribution: [0.5, 0.5],
    gender: "male",
    genderProbability: 0.9,
  };
  const known = { source: "s", age: 30, gender: "male", groups: { ethnicity: "a" }, faceFound: true };
  await evaluation.writePredictions(file, {
    header: { model: { name: "m", version: "1" }, backend: "wasm", detector: null },
    records: ["a.jpg", "b.jpg", "c.jpg"].map((name) => ({ file: name, ...known, prediction })),
  });
  const text = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  return text;
}
