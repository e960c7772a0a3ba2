// For `bun build --compile`: the files become part of the program.
import ssdWeights from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin" with { type: "file" };
import ssdManifest from "@fagr/detect/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json";
import numbers from "@fagr/weights/models/age-gender-62-int8/age-gender-62-int8.bin" with { type: "file" };
import manifest from "@fagr/weights/models/age-gender-62-int8/manifest.json";
import { shortForm } from "./short-form.mjs";

const bytes = async (path) => new Uint8Array(await Bun.file(path).arrayBuffer());
const model = { manifest: new TextEncoder().encode(JSON.stringify(ssdManifest)), weights: await bytes(ssdWeights) };
console.log(await shortForm({ weights: { manifest, file: await bytes(numbers) }, detector: { model } }));
