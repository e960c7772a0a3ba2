// Writes the float16 and the int8 edition of each shipped model from the float32 one, beside it. They are part of the build and
// not of the repository, so that there is one set of numbers only.
import { mkdir, writeFile } from "node:fs/promises";
import { loadWeights, saveWeights } from "@fagr/core/network";

const models = new URL("../models/", import.meta.url);
for (const name of ["age-gender-62", "age-gender-62-all"]) {
  const { manifest, tensors } = await loadWeights(new URL(`${name}/manifest.json`, models));
  for (const dtype of /** @type {const} */ (["float16", "int8"])) {
    const edition = await saveWeights(tensors, { ...manifest, file: `${name}-${dtype}.bin`, dtype });
    const folder = new URL(`${name}-${dtype}/`, models);
    await mkdir(folder, { recursive: true });
    await writeFile(new URL(edition.manifest.files[0].path, folder), edition.data);
    await writeFile(new URL("manifest.json", folder), `${JSON.stringify(edition.manifest, null, 2)}\n`);
  }
}
