import { join } from "node:path";
import { writeWholeFile } from "@fagr/core/files";
import type { TrainResult } from "@fagr/training";
import { validationTable } from "./validation-table";

/** Draws curves.svg from the metrics of a training; answers its path. */
export async function drawCurves(folder: string, title: string): Promise<string> {
  const { plotTrainingCurves } = await import("@fagr/evaluation/plots");
  const { folderStorage, readMetrics } = await import("@fagr/training");
  const file = join(folder, "curves.svg");
  await writeWholeFile(file, plotTrainingCurves(await readMetrics(folderStorage(folder)), { title }));
  return file;
}

/** Paths. */
interface WrittenFiles {
  readonly manifest: string;
  readonly curves: string;
}

/** The result of a training, as one JSON object. */
export function toJson({ stage, step, validation, best }: TrainResult, files: WrittenFiles): string {
  return JSON.stringify({ stage, step, validation, best, ...files });
}

/** The same as lines of text. */
export function toLines({ validation }: TrainResult, { manifest, curves }: WrittenFiles): string[] {
  return [...(validation ? [...validationTable(validation), ""] : []), `weights  ${manifest}`, `curves   ${curves}`];
}
