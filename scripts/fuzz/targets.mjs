// What is fuzzed: for each kind of file a whole one, and the door of the library that reads it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { damageBytes, damageJson } from "./random.mjs";

const require = createRequire(new URL("../../packages/cli/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** The targets by name: each makes a damaged file from a random number and reads it. */
export async function createTargets(folder) {
  const core = await load("@fagr/core");
  const network = await load("@fagr/core/network");
  const data = await load("@fagr/data");
  const evaluation = await load("@fagr/evaluation");
  const convert = await load("@fagr/convert");
  const training = await load("@fagr/training");
  const blocks = await load("@fagr/training/building-blocks");
  const detect = await load("@fagr/detect");
  const sharp = (await load("sharp")).default;
  const at = (...names) => join(folder, ...names);
  const file = (name, content) => {
    writeFileSync(at(name), content);
    return at(name);
  };

  const architecture = network.createArchitecture("age-gender-62", { name: "fuzz", widthMultiplier: 0.06 });
  const specs = network.weightSpecs(network.planNetwork(architecture));
  const size = (shape) => shape.reduce((product, side) => product * side, 1);
  const tensors = new Map(specs.map(({ name, shape }) => [name, new Float32Array(size(shape)).fill(0.5)]));
  const saved = await network.saveWeights(tensors, {
    ...{ name: "fuzz", version: "1", description: "", licence: "", architecture, trainingData: [], file: "x.bin" },
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
  });
  const weights = { manifest: saved.manifest, tensors };
  const h5 = await convert.exportKeras(weights);
  const tfjs = await convert.exportTfjs(weights);
  const noise = Buffer.from({ length: 64 * 48 * 3 }, 0).map((_, index) => (index * 31) % 256);
  const raw = () => sharp(noise, { raw: { width: 64, height: 48, channels: 3 } });
  const pictures = await Promise.all(
    ["jpeg", "png", "webp", "gif", "tiff"].map((format) => raw().toFormat(format).toBuffer()),
  );
  const mat = readFileSync(join(root, "packages/data/src/samples/test-support/kinds.mat"));
  const records = readFileSync(join(root, "packages/data/src/samples/test-support/Asian18.tfrecords"));
  const crops = {
    ...{ format: "fagr-crops/2", size: 4, boxScale: 1, inputs: "x", detector: null },
    crops: { file: "crops.bin", bytes: 96, sha256: "x" },
    samples: ["ab", "cd"].map((digest, index) => ({
      file: `${index}.png`,
      age: 20,
      gender: index,
      source: "s",
      digest,
      domain: "asian",
      sharpness: 1,
    })),
  };
  const csv = Buffer.from("file,age,gender\na.jpg,34,0\nb.jpg,,1\nc.jpg,60,\n");
  const predictions = Buffer.from(
    `{"format":"fagr-predictions/1","model":{"name":"m"}}\n{"file":"a","age":30,"gender":"male","prediction":{"age":31,"ageInterval":[25,36],"gender":"male","genderProbability":0.9}}\n`,
  );
  const recipe = training.namedRecipes?.compact ?? { name: "x", extends: "compact" };
  const ssdFolder = join(require.resolve("@fagr/detect"), "../../models/ssd-mobilenet-v1");
  const ssdManifest = JSON.parse(readFileSync(join(ssdFolder, "ssd_mobilenetv1_model-weights_manifest.json"), "utf8"));
  const ssdWeights = readFileSync(join(ssdFolder, "ssd_mobilenetv1_model.bin"));
  mkdirSync(at("crops"), { recursive: true });
  writeFileSync(at("crops", "crops.bin"), Buffer.alloc(96));
  const checkpoint = Buffer.from(
    `{"format":"fagr-checkpoint/3","step":2,"arrays":[["values",2]],"sha256":"${"0".repeat(64)}"}\n12345678`,
  );
  const drain = async (samples) => {
    for await (const _ of samples);
  };

  return {
    images: (random) => core.loadImage(damageBytes(random.pick(pictures), random)),
    manifests: (random) => {
      file("x.bin", saved.data);
      return network.loadWeights(file("manifest.json", JSON.stringify(damageJson(saved.manifest, random))));
    },
    weights: (random) => network.loadWeights({ manifest: saved.manifest, file: damageBytes(saved.data, random) }),
    h5: (random) => convert.importKeras(damageBytes(h5, random)),
    tfjs: (random) => {
      file("weights.bin", random.below(3) === 0 ? damageBytes(tfjs.data, random) : tfjs.data);
      return convert.importTfjs(file("model.json", JSON.stringify(damageJson(tfjs.model, random))));
    },
    mat: (random) => {
      mkdirSync(at("wiki"), { recursive: true });
      writeFileSync(at("wiki", "wiki.mat"), damageBytes(mat, random));
      return drain(data.readImdbWiki(at("wiki")));
    },
    tfrecord: (random) => drain(data.readTfRecords(file("x.tfrecords", damageBytes(records, random)))),
    csv: (random) => data.readLabels(file("labels.csv", damageBytes(csv, random))),
    crops: async (random) => {
      writeFileSync(at("crops", "crops.json"), JSON.stringify(damageJson(crops, random)));
      return data.splitCropSet(await data.openCropSet(at("crops")), { validationShare: 0.5 });
    },
    checkpoints: async (random) => {
      const bytes = Uint8Array.from(damageBytes(checkpoint, random));
      const storage = { description: "fuzz", list: async () => ["step-00000002.checkpoint"], read: async () => bytes };
      return new blocks.CheckpointStore(storage).newest();
    },
    recipes: (random) => training.parseRecipe(damageJson(recipe, random), "fuzz.json"),
    predictions: (random) => evaluation.readPredictions(file("p.jsonl", damageBytes(predictions, random))),
    detectors: async (random) => {
      const detector = await detect.createSsdDetector({
        model:
          random.below(2) === 0
            ? { manifest: Buffer.from(JSON.stringify(damageJson(ssdManifest, random))), weights: ssdWeights }
            : { manifest: Buffer.from(JSON.stringify(ssdManifest)), weights: damageBytes(ssdWeights, random) },
      });
      await detector.dispose();
    },
  };
}
