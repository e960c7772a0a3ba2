// Views that augmentation makes in a second of processor time on one core, crops of 88 pixels to inputs of 62:
//   npm run bench:augmentation [-- --views 2000 --json]
import { parseArgs } from "node:util";
import { namedRecipe } from "@fagr/training";
import { augmentCrop } from "@fagr/training/building-blocks";

const { values } = parseArgs({
  options: { views: { type: "string", default: "2000" }, json: { type: "boolean", default: false } },
});
const views = Number(values.views);
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
