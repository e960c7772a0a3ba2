// Packs the training crops for a machine with a GPU: pictures, labels as training sees them, how often the recipe draws each face.
//   node packages/weights/training/teacher/pack.mjs CROPS OUT --recipe FILE --data DATA [--coarse SET,SET] [--doubts FILE] [--strangers CROPS]
// OUT gets pictures.bin, WebP files one after the other, and labels.json. faces.py reads both. --strangers adds faces that are never trained on,
// every third of them.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { cropAt, openCropSet } from "@fagr/data";
import { architectureOf, parseRecipe, selectSamples } from "@fagr/training";
import { applyLabelRules, createSampler } from "@fagr/training/building-blocks";
import sharp from "sharp";
import { openCrops } from "../data.mjs";
import { answeredAges } from "./answers.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    recipe: { type: "string" },
    data: { type: "string" },
    coarse: { type: "string", default: "" },
    doubts: { type: "string" },
    strangers: { type: "string" },
  },
});
const [cropsFolder, out] = positionals;
if (!out || !values.recipe || !values.data) {
  console.error(
    "Expected: pack.mjs CROPS OUT --recipe FILE --data DATA [--coarse SET,SET] [--doubts FILE] [--strangers CROPS]",
  );
  process.exit(2);
}
const batchesDrawn = 6000;
const folds = 3;
const strangerStep = 3;
const webp = { quality: 76, effort: 3 };

const doubts = values.doubts ? JSON.parse(await readFile(values.doubts, "utf8")) : {};
const coarse = values.coarse.split(",").filter(Boolean);
const { crops, training, validation } = await openCrops(cropsFolder, { data: values.data, coarse, doubts });
const { samples, size } = crops.manifest;
const cropsOf = samples.map((_, index) => () => cropAt(crops, index));
const [recipe] = parseRecipe(JSON.parse(await readFile(values.recipe, "utf8")), values.recipe).stages;
if (architectureOf(recipe).ageRange.join() !== answeredAges.join())
  throw new Error(`Expected a recipe of the ages ${answeredAges.join(" to ")}, which the teacher answers for.`);

const isFor = new Array(samples.length).fill("nothing");
for (const index of training) isFor[index] = "training";
for (const index of validation) isFor[index] = "validation";
/** @type {any[]} */
const labels = samples.map((sample, index) => {
  const { source, file, person, digest } = sample;
  const { age, ageBand, gender } = applyLabelRules(sample, { rules: recipe.labels ?? {}, ageRange: answeredAges });
  // The same person, or the same picture, is never in two folds.
  const identity = person ? `${source}/${person}` : (digest ?? `${source}/${file}`);
  const fold = createHash("sha256").update(identity).digest()[0] % folds;
  return { for: isFor[index], source, fold, age, ageBand: ageBand ?? null, gender, draws: 0 };
});
const chosen = selectSamples(training, { samples, recipe });
const sampler = createSampler(
  Array.from(chosen, (index) => ({
    ...samples[index],
    domain: recipe.domains?.[samples[index].source] ?? samples[index].domain,
  })),
  { batches: recipe.batches, seed: recipe.seed },
);
for (let batch = 0; batch < batchesDrawn; batch++) for (const place of sampler.next()) labels[chosen[place]].draws += 1;

if (values.strangers) {
  const strangers = await openCropSet(values.strangers);
  for (const [index, { source, age, ageBand, gender }] of strangers.manifest.samples.entries()) {
    if (index % strangerStep !== 0) continue;
    labels.push({ for: "strangers", source, fold: 0, age, ageBand: ageBand ?? null, gender, draws: 0 });
    cropsOf.push(() => cropAt(strangers, index));
  }
}

await mkdir(out, { recursive: true });
const pictures = createWriteStream(join(out, "pictures.bin"));
const raw = /** @type {const} */ ({ raw: { width: size, height: size, channels: 3 } });
const packed = labels.flatMap((label, index) => (label.for === "nothing" ? [] : [index]));
const encode = (index) => sharp(Buffer.from(cropsOf[index]()), raw).webp(webp).toBuffer();
for (let start = 0; start < packed.length; start += 64) {
  const part = packed.slice(start, start + 64);
  const encoded = await Promise.all(part.map(encode));
  for (const [place, index] of part.entries()) labels[index].bytes = encoded[place].length;
  if (!pictures.write(Buffer.concat(encoded))) await once(pictures, "drain");
}
pictures.end();
await finished(pictures);
const { uniformShare, smoothing } = /** @type {import("@fagr/training/building-blocks").AdjustedAges} */ (
  recipe.sourceAges
);
await writeFile(join(out, "labels.json"), JSON.stringify({ size, folds, uniformShare, smoothing, labels }));
console.log(`${out}: ${labels.filter(({ bytes }) => bytes).length} faces, ${pictures.bytesWritten} bytes`);
