// esbuild leaves files that are not imported where they are. The weights are looked for in the folder models beside the scripts'
// folder.
import { cp } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const installed = (file) => fileURLToPath(import.meta.resolve(file));
const models = (file) => dirname(installed(file));

await cp(models("@fagr/weights/models/age-gender-62/manifest.json"), "public/models/age-gender-62", {
  recursive: true,
});
await cp(models("@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin"), "public/models/ssd-mobilenet-v1", {
  recursive: true,
});
