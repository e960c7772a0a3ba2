// Faces of one's own, for docs/guides/fine-tuning.md: what a cheap night camera would make of faces that no shipped weights were trained
// on, and whose age and gender are known. The camera is simulated: one channel (the red one, where skin is bright as in near infrared), a bright flash, 21 pixels a face,
// a noisy sensor and hard JPEG compression. Packs OUT/own (faces to train on) and OUT/test (1,500 other faces to measure on).
//
//   node packages/training/test/own-faces.mjs CROPS OUT [COUNT]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, randomNormal } from "@fagr/core/sampling";
import { prepareCrops, readLabelledCsv } from "@fagr/data";
import sharp from "sharp";
import { openValidation } from "../../weights/training/validation.mjs";

const [crops, out, count = "500"] = process.argv.slice(2);
if (!crops || !out) throw new Error("Expected packed crops and a folder: own-faces.mjs CROPS OUT [COUNT]");
const testFaces = 1500;
/** As the crops are packed: their side in boxes, and pixels. */
const boxScale = 1.8;
const size = 112;

/** The faces were found when the crops were packed: each is in the middle. */
const centre = {
  name: "none, from packed crops",
  async detect({ width, height }) {
    const box = { width: width / boxScale, height: height / boxScale };
    return [{ box: { x: (width - box.width) / 2, y: (height - box.height) / 2, ...box }, score: 1 }];
  },
  async dispose() {},
};

const { faces, regionAt } = await openValidation(crops);
const random = createRandom(7);
const known = faces
  .flatMap(({ age, gender }, place) =>
    age === null || gender === null ? [] : [{ age, gender, place, order: random() }],
  )
  .sort((a, b) => a.order - b.order);
const parts = {
  own: known.slice(0, Number(count)),
  test: known.slice(Number(count), Number(count) + testFaces),
};
for (const [name, part] of Object.entries(parts)) {
  const pictures = join(out, `${name}-pictures`);
  mkdirSync(pictures, { recursive: true });
  const rows = ["file,age,gender"];
  for (const [index, { age, gender, place }] of part.entries()) {
    const file = `${String(index).padStart(5, "0")}.jpg`;
    writeFileSync(join(pictures, file), await atNight(regionAt(place).image));
    rows.push([file, age, gender === "male" ? 1 : 0].join(","));
  }
  writeFileSync(join(pictures, "labels.csv"), `${rows.join("\n")}\n`);
  const source = { name: "night", root: pictures, read: () => readLabelledCsv(pictures, { source: "night" }) };
  const folder = join(out, name);
  await prepareCrops([source], { folder, detector: centre, size, boxScale, minimumSharpness: 0, overwrite: true });
  rmSync(pictures, { recursive: true });
  console.log(`${folder}: ${part.length} faces`);
}

async function atNight({ data, width, height }) {
  const small = { width: Math.round(width / 3), height: Math.round(height / 3) };
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .extractChannel("red")
    .resize(small.width, small.height, { kernel: "cubic" })
    .raw()
    .toBuffer();
  const brightness = (value) => ((value / 255) ** 0.6 * 0.95 + 0.05 + 0.05 * randomNormal(random)) * 255;
  const seen = Uint8ClampedArray.from(grey, brightness);
  return sharp(seen, { raw: { ...small, channels: 1 } })
    .resize(2 * width, 2 * height, { kernel: "cubic" })
    .jpeg({ quality: 35 })
    .toBuffer();
}
