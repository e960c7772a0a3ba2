// What is fuzzed: for each kind of file the door of the library that reads it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createBases, signCheckpoint } from "./bases.mjs";
import { damageBytes, damageFloats, damageJson, damageText } from "./random.mjs";
import { signRecords } from "./sign-records.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(root, "packages/cli/package.json"));
// The engine is a dependency of the detectors alone.
const requireOfDetect = createRequire(join(root, "packages/detect/package.json"));
const requireOfAnalyzer = createRequire(join(root, "packages/analyzer/package.json"));
const load = (name, from = require) => import(pathToFileURL(from.resolve(name)).href);

/** The targets by name: each makes a damaged file from a random number and reads it. */
export async function createTargets(folder) {
  const core = await load("@fagr/core");
  const data = await load("@fagr/data");
  const evaluation = await load("@fagr/evaluation");
  const convert = await load("@fagr/convert");
  const training = await load("@fagr/training");
  const blocks = await load("@fagr/training/building-blocks");
  const detect = await load("@fagr/detect");
  const engine = await load("@fagr/engine", requireOfDetect);
  const { wasmBackend } = await load("@fagr/backend-wasm", requireOfAnalyzer);
  const { runCommandLine } = await import("../../packages/cli/dist/main.js");
  const bases = await createBases({
    ...{ core, convert, training, blocks, evaluation, root },
    network: await load("@fagr/core/network"),
    onnx: await load("@fagr/backend-onnx/runtime"),
    sharp: (await load("sharp")).default,
    resolve: require.resolve,
  });
  const at = (...names) => join(folder, ...names);
  const file = (name, content) => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const drain = async (samples) => {
    for await (const _ of samples);
  };
  const half = (random) => random.below(2) === 0;
  const arithmetic = (random) => random.pick(["int16", "float32"]);
  const grey = { width: 30, height: 30, data: new Uint8Array(2700).fill(99) };
  const command = (...args) => {
    const silent = { write: (_, done) => done?.(), on() {} };
    return runCommandLine(args, { stdout: silent, stderr: silent });
  };
  mkdirSync(at("crops"));
  mkdirSync(at("plans"));
  // The reader of WIKI looks for the pictures that its table names.
  mkdirSync(at("wiki/17"), { recursive: true });
  writeFileSync(at("wiki/17/10000217_1981-05-05_2009.jpg"), "");

  return {
    images: (random) => core.loadImage(damageBytes(random.pick(bases.pictures), random)),
    manifests: (random) => {
      file("x.bin", bases.saved.data);
      return core.loadWeights(file("manifest.json", JSON.stringify(damageJson(bases.saved.manifest, random))));
    },
    weights: (random) =>
      core.loadWeights({ manifest: bases.saved.manifest, file: damageBytes(bases.saved.data, random) }),
    // With the hash that belongs to the damaged numbers, as somebody writes it who wants to be believed: refused, or answered with numbers.
    models: async (random) => {
      const numbers = damageFloats(bases.saved.data, random);
      const [known] = bases.saved.manifest.files;
      const sha256 = createHash("sha256").update(numbers).digest("hex");
      const weights = { manifest: { ...bases.saved.manifest, files: [{ ...known, sha256 }] }, file: numbers };
      const model = await core.loadAgeGenderModel({
        backend: wasmBackend({ arithmetic: arithmetic(random) }),
        weights,
      });
      try {
        const [{ age, genderProbability }] = await model.predict([{ image: grey }]);
        if (!(age >= 0 && age <= 130 && genderProbability >= 0.5 && genderProbability <= 1))
          throw new Error(`An answer that is none: ${age} years, ${genderProbability}`);
      } finally {
        await model.dispose();
      }
    },
    frames: (random) => {
      const { data, ...layout } = random.pick(bases.frames);
      return core.loadImage({ ...damageJson(layout, random), data: half(random) ? damageBytes(data, random) : data });
    },
    plans: async (random) => {
      const at = (name) => join(folder, "plans", name);
      const [list, plan] = [at("list.txt"), at("out/plan.json")];
      writeFileSync(list, bases.list);
      const args = ["label", "--list", list, "--out", at("out"), "--part-size", "2", "--crops", "--plan"];
      if (!bases.plan) {
        if ((await command(...args)) !== 0) throw new Error("The plan that is damaged cannot be made.");
        bases.plan = readFileSync(plan, "utf8");
      }
      if (half(random)) writeFileSync(plan, JSON.stringify(damageJson(JSON.parse(bases.plan), random)));
      else writeFileSync(list, damageBytes(bases.list, random));
      if (random.below(4) === 0) rmSync(plan, { force: true });
      const code = await command(...args);
      writeFileSync(plan, bases.plan);
      if (code === 1) throw Object.assign(new core.DataError(list, "refused by the command"));
      if (code !== 0) throw new Error(`exit ${code}`);
    },
    h5: (random) => convert.importKeras(damageBytes(bases.h5, random)),
    tfjs: (random) => {
      file("weights.bin", random.below(3) === 0 ? damageBytes(bases.tfjs.data, random) : bases.tfjs.data);
      return convert.importTfjs(file("model.json", JSON.stringify(damageJson(bases.tfjs.model, random))));
    },
    onnx: (random) => engine.readOnnxGraph(damageBytes(bases.onnx, random), [16, 24, 3]),
    mat: (random) => {
      writeFileSync(at("wiki", "wiki.mat"), damageBytes(bases.mat, random));
      return drain(data.readImdbWiki(at("wiki")));
    },
    // Half of them with the checksums that belong to what is in them, so that the readers of records see them.
    tfrecord: (random) => {
      const bytes = half(random) ? damageBytes(bases.records, random) : signRecords(bases.records, random, damageBytes);
      return drain(data.readTfRecords(file("x.tfrecords", bytes)));
    },
    csv: (random) => data.readLabels(file("labels.csv", damageBytes(bases.csv, random))),
    crops: async (random) => {
      writeFileSync(
        at("crops", "crops.bin"),
        Buffer.alloc(random.isCalm || random.below(8) > 0 ? 96 : random.below(200)),
      );
      writeFileSync(at("crops", "crops.json"), JSON.stringify(damageJson(bases.crops, random)));
      return data.splitCropSet(await data.openCropSet(at("crops")), { validationShare: 0.5 });
    },
    checkpoints: async (random) => {
      const end = bases.checkpoint.indexOf(10);
      const header = JSON.parse(bases.checkpoint.subarray(0, end).toString());
      const bytes = half(random)
        ? damageBytes(bases.checkpoint, random)
        : signCheckpoint(damageJson(header, random), bases.checkpoint.subarray(end + 1));
      const read = async () => Uint8Array.from(bytes);
      const storage = { description: "fuzz", list: async () => ["step-00000002.checkpoint"], read };
      return new blocks.CheckpointStore(storage).newest();
    },
    recipes: (random) => training.parseRecipe(damageJson(random.pick(bases.recipes), random), "fuzz.json"),
    predictions: async (random) => {
      const text = half(random)
        ? damageBytes(Buffer.from(bases.predictions), random)
        : damageText(bases.predictions, random);
      const { records } = await evaluation.readPredictions(file("p.jsonl", text));
      return evaluation.measureFaces(records);
    },
    detectors: async (random) => {
      const { manifest, weights } = bases.ssd;
      const isManifest = half(random);
      const text = JSON.stringify(isManifest ? damageJson(manifest, random) : manifest);
      const model = { manifest: Buffer.from(text), weights: isManifest ? weights : damageBytes(weights, random) };
      const options = { arithmetic: arithmetic(random) };
      const opened =
        bases.yunet && random.below(4) === 0
          ? detect.createYunetDetector({ model: damageBytes(bases.yunet, random), ...options })
          : !random.isCalm && random.below(4) === 0
            ? detect.createYunetDetector({ model: damageBytes(bases.onnx, random), ...options })
            : detect.createSsdDetector({ model, ...options });
      const detector = await opened;
      if (random.below(8) === 0) await detector.detect(grey);
      await detector.dispose();
    },
  };
}
