// The measured figures of the shipped weights, as packages/weights/training/figures.mjs writes them.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../../packages/weights/training/figures/", import.meta.url);
const models = new URL("../../../packages/weights/models/", import.meta.url);
const read = (url) => JSON.parse(readFileSync(url, "utf8"));

export default {
  load: () =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => read(new URL(file, folder)))
      // int8 editions are made by the build from the float32 ones, so those say which version is shipped.
      .map((figures) => ({
        ...figures,
        shipped: read(new URL(`${plain(figures.model)}/manifest.json`, models)).version,
      })),
};

const plain = (model) => model.replace(/-int8$/, "");
