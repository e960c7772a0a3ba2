import { join } from "node:path";
import { enableRelaxedSimd, loadImage } from "@fagr/core";
import { workspaceFolder } from "../support/workspace";
import { type DetectorsTask, measureDetectors } from "./measure-detectors";

/** The photo that all are shown. */
export const photoFile = join(workspaceFolder, "packages/testing/photos/astronaut.png");

/** In this process. */
export async function measureInNode(task: DetectorsTask) {
  enableRelaxedSimd();
  return { where: `Node ${process.version}`, results: await measureDetectors(await loadImage(photoFile), task) };
}
