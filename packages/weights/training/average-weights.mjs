// Averages weights of one network that come from one beginning, batch normalisation's statistics too (Wortsman et al. 2022, "model soups").
//   node packages/weights/training/average-weights.mjs OUT MANIFEST MANIFEST [...] [--lean SLOPE] [--oldest LOGITS] [--description TEXT]
// All has the ages, name and training data of the first manifest. --lean: see write-weights.mjs. --oldest is added to the logit of the
// oldest class, which stands for everybody older too.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadWeights, saveWeights } from "@fagr/core/network";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    lean: { type: "string", default: "0" },
    oldest: { type: "string", default: "0" },
    description: { type: "string" },
  },
});
const [out, ...files] = positionals;
if (files.length < 2) {
  console.error(
    "Expected: average-weights.mjs OUT MANIFEST MANIFEST [...] [--lean SLOPE] [--oldest LOGITS] [--description TEXT]",
  );
  process.exit(2);
}
const all = await Promise.all(files.map((file) => loadWeights(file)));
const [{ manifest: first, tensors }] = all;
const mean = new Map(
  [...tensors].map(([name, values]) => [
    name,
    values.map((_, index) => all.reduce((sum, one) => sum + one.tensors.get(name)[index], 0) / all.length),
  ]),
);
const bias = mean.get("age_probabilities/bias");
for (const index of bias.keys()) bias[index] -= Number(values.lean) * index;
bias[bias.length - 1] += Number(values.oldest);
const file = `${first.name}.bin`;
const description = values.description ?? first.description;
const { manifest, data } = await saveWeights(mean, { ...first, description, file });
await mkdir(out, { recursive: true });
await writeFile(join(out, file), data);
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${join(out, "manifest.json")}: mean of ${files.length}, ${data.length.toLocaleString("en")} bytes`);
