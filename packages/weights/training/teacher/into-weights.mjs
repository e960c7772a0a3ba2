// Makes a weights file of the numbers that variants.py wrote.
//   node packages/weights/training/teacher/into-weights.mjs NUMBERS MANIFEST OUT [--description TEXT]
// NUMBERS is a NAME.f32, MANIFEST the weights that variants.py began with, whose ages, name and training data the new ones have.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadWeights, planNetwork, saveWeights, weightSpecs } from "@fagr/core/network";
import { readNumbers } from "./answers.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { description: { type: "string" } } });
const [numbersFile, manifestFile, out] = positionals;
if (!out) {
  console.error("Expected: into-weights.mjs NUMBERS MANIFEST OUT [--description TEXT]");
  process.exit(2);
}
const { manifest: first } = await loadWeights(manifestFile);
const numbers = await readNumbers(numbersFile);
const tensors = new Map();
let start = 0;
for (const { name, shape } of weightSpecs(planNetwork(first.architecture))) {
  const end = start + shape.reduce((product, side) => product * side, 1);
  tensors.set(name, numbers.slice(start, end));
  start = end;
}
if (start !== numbers.length) throw new Error(`${numbersFile}: expected ${start} numbers, received ${numbers.length}.`);
const file = `${first.name}.bin`;
const { manifest, data } = await saveWeights(tensors, {
  ...first,
  description: values.description ?? first.description,
  file,
});
await mkdir(out, { recursive: true });
await writeFile(join(out, file), data);
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(join(out, "manifest.json"));
