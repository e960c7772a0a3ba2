import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "@jest/globals";

/** A folder beside the repository with files that may not lie in it. */
const sharedFolder = fileURLToPath(new URL("../../../../../shared/", import.meta.url));

export const yunetPath = `${sharedFolder}models/face_detection_yunet_2023mar.onnx`;
export const dynamicYunetPath = `${sharedFolder}models/yunet_dynamic.onnx`;
export const photosFolder = `${sharedFolder}photos`;
export const lfwFolder = `${sharedFolder}data/lfw-dev`;

/** `test`, or where one of the files is missing, a printed skip. */
export function testWith(...paths: string[]): typeof test | typeof test.skip {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length === 0) return test;
  console.warn(`Skipped, because there is no ${missing.join(", no ")}: detectors`);
  return test.skip;
}
