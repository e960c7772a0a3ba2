// Copies the SSD's weights out of face-api's package, with their licence, to where they are published with this one. They are
// part of the build and not of the repository.
import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const faceApi = new URL("./", import.meta.resolve("@vladmandic/face-api/package.json"));
const folder = new URL("../models/ssd-mobilenet-v1/", import.meta.url);
await mkdir(folder, { recursive: true });
for (const [from, to] of [
  ["model/ssd_mobilenetv1_model-weights_manifest.json", "ssd_mobilenetv1_model-weights_manifest.json"],
  ["model/ssd_mobilenetv1_model.bin", "ssd_mobilenetv1_model.bin"],
  // Not by its own name: where any file of a package is called a licence, pnpm does not add the workspace's.
  ["LICENSE", "COPYING"],
])
  await copyFile(fileURLToPath(new URL(from, faceApi)), fileURLToPath(new URL(to, folder)));
