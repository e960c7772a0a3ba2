// Views that augmentation makes in a second of processor time on one core, crops of 88 pixels to inputs of 62.
import { namedRecipe } from "@fagr/training";
import { augmentCrop } from "@fagr/training/building-blocks";
import { readCommandLine } from "./support/command-line.mjs";

const values = readCommandLine({
  name: "bench:augmentation",
  summary:
    "Views that augmentation makes in a second of processor time on one core, crops of 88 pixels to inputs of 62, with the recipes document and compact.",
  options: {
    views: { kind: "number", default: 2000, least: 1, help: "Views for each recipe." },
    json: { kind: "flag", help: "Print JSON." },
  },
});
const { views } = values;
const source = {
  size: 88,
  boxScale: 1.4,
  data: new Uint8Array(88 * 88 * 3).map((_, byte) => (byte * 2654435761) >>> 24),
};
const size = 62;
const out = new Float32Array(size * size * 3);
const result = {};
for (const name of /** @type {const} */ (["document", "compact"])) {
  const { augmentation } = namedRecipe(name).stages.at(-1);
  const draw = (count) => {
    for (let seed = 0; seed < count; seed++) augmentCrop(source, augmentation, { out, offset: 0, size, seed });
  };
  draw(200);
  const before = process.cpuUsage();
  draw(views);
  const { user, system } = process.cpuUsage(before);
  result[name] = Math.round((views * 1e6) / (user + system));
}
if (values.json) console.log(JSON.stringify(result));
else
  for (const [name, speed] of Object.entries(result)) console.log(`${name}: ${speed} views a second of processor time`);
