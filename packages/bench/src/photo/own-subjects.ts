import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workspaceFolder } from "../support/workspace";
import type { PhotoSubject } from "./photo-subject";

const int8 = join(workspaceFolder, "packages/weights/models/age-gender-62-int8/age-gender-62-int8.bin");
const ssd = join(workspaceFolder, "packages/detect/models/ssd-mobilenet-v1");
const ssdFiles = ["ssd_mobilenetv1_model-weights_manifest.json", "ssd_mobilenetv1_model.bin"];

/** `createFaceAnalyzer()` with a detector that the options name, and the int8 weights; every file fetched with the page. */
const ours = (name: string, detector: string, files: Readonly<Record<string, string>>): PhotoSubject => ({
  name,
  source: `
import { createFaceAnalyzer } from "@fagr/analyzer";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights/int8";

export async function open() {
  const detector = await createFaceDetector(${detector});
  const analyzer = await createFaceAnalyzer({ detector, weights: { manifest: weights.manifest, file: "/weights.bin" } });
  return async (image) => (await analyzer.analyze(image)).filter(({ age }) => age > 0).length;
}`,
  folder: dirname(fileURLToPath(import.meta.url)),
  files: { "/weights.bin": int8, ...files },
  preload: ["/weights.bin", ...Object.keys(files)],
});

/** With YuNet where its file is given, and with the detector that comes with the packages. */
export function ownSubjects(yunet: string | undefined): PhotoSubject[] {
  const withSsd = Object.fromEntries(ssdFiles.map((file) => [`/models/ssd-mobilenet-v1/${file}`, join(ssd, file)]));
  return [
    ...(yunet && existsSync(yunet)
      ? [ours("fagr, YuNet", `{ detector: "yunet", model: "/yunet.onnx" }`, { "/yunet.onnx": yunet })]
      : []),
    ours("fagr, SSD", "{}", withSsd),
  ];
}
