// Cuts the faces out of the data sets that the shipped weights are trained on.
//   node packages/weights/training/pack.mjs DATA YUNET OUT [utkface wiki celeba pixabay]
// DATA holds the data sets' folders, YUNET is a copy of opencv_zoo's face_detection_yunet_2023mar.onnx with free height and
// width, OUT gets a folder of packed crops for each set and a list of what was left out. The pictures are small and hold one
// large face, so the detector works at 320 pixels.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mostCentralFace } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { packCrops, readLabelledCsv, readUtkFace } from "@fagr/training";

const [data, yunet, out, ...chosen] = process.argv.slice(2);
if (!out) {
  console.error("Expected: pack.mjs DATA YUNET OUT [sets...]");
  process.exit(2);
}
const skipped = [];
const onSkip = (skip) => skipped.push(skip);
const csv = (folder, source) => readLabelledCsv(join(data, folder, "labels.csv"), { source, onSkip });
const sets = {
  utkface: () => readUtkFace(join(data, "utkface"), { onSkip }),
  wiki: () => csv("wiki", "IMDB-WIKI"),
  celeba: () => csv("celeba", "CelebA"),
  pixabay: () => csv("pixabay", "Pixabay"),
};

const detector = await createFaceDetector({ detector: "yunet", model: yunet, inputSize: 320, threads: 1 });
for (const name of chosen.length > 0 ? chosen : Object.keys(sets)) {
  const folder = join(out, name);
  if (existsSync(join(folder, "crops.json"))) {
    console.log(`${name}: packed already`);
    continue;
  }
  skipped.length = 0;
  const started = performance.now();
  const { samples } = await packCrops(sets[name](), {
    folder,
    locateFace: async (image) => mostCentralFace(await detector.detect(image), image)?.box,
    onSkip,
    onProgress(written) {
      if (written % 500 === 0)
        console.log(
          `${name}: ${written} crops, ${((written * 1000) / (performance.now() - started)).toFixed(0)} a second`,
        );
    },
  });
  writeFileSync(join(folder, "skipped.json"), JSON.stringify(skipped, null, 1));
  console.log(`${name}: ${samples.length} crops, ${skipped.length} left out`);
}
await detector.dispose();
