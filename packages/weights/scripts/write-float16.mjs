// Writes the float16 edition of the shipped model from the float32 one, beside it. It is part of the build and not of the
// repository, so that there is one set of numbers only.
import { mkdir, writeFile } from "node:fs/promises";
import { loadWeights, saveWeights } from "@fagr/core";

const models = new URL("../models/", import.meta.url);
const { manifest, tensors } = await loadWeights(new URL("age-gender-62/manifest.json", models));
const half = await saveWeights(tensors, { ...manifest, file: "age-gender-62-float16.bin", dtype: "float16" });
const folder = new URL("age-gender-62-float16/", models);
await mkdir(folder, { recursive: true });
await writeFile(new URL(half.manifest.files[0].path, folder), half.data);
await writeFile(new URL("manifest.json", folder), `${JSON.stringify(half.manifest, null, 2)}\n`);
