// `fagr label`: a model's answers for unlabelled pictures, in parts, so that millions of pictures can be labelled by several processes and
// after an interruption.
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import { writeWholeFile } from "@fagr/core/files";
import { analyzeFiles } from "../engine/analyze-files";
import { type LabelPlan, readPart } from "./label-plan";
import { type LabelRow, toParquet, toRow } from "./part-columns";

/** How a part is labelled. */
export interface Labeller {
  readonly plan: LabelPlan;
  readonly list: string;
  /** Folder that names in the list are relative to. */
  readonly root: string;
  readonly out: string;
  readonly model: AgeGenderModel;
  readonly detector: FaceDetector | null;
  readonly signal: AbortSignal;
  readonly onPicture: () => void;
}

/** The outcome of a part. */
export interface PartOutcome {
  readonly part: number;
  /** Rows written; 0 where the part was there. */
  readonly pictures: number;
  readonly errors: number;
  readonly wasThere: boolean;
}

/** The file of a part, counted from 0. */
export function partFile(out: string, part: number): string {
  return join(out, `part-${String(part).padStart(8, "0")}.parquet`);
}

/**
 * Labels a part and writes it whole: its file has a row for every picture, or is absent. A finished part is left unchanged.
 */
export async function labelPart(part: number, labeller: Labeller): Promise<PartOutcome> {
  const { plan, list, root, out, model, detector, signal, onPicture } = labeller;
  const file = partFile(out, part);
  if (existsSync(file)) return { part, pictures: 0, errors: 0, wasThere: true };
  const pictures = await readPart(list, plan, part);
  const rows: LabelRow[] = [];
  const { attributes } = model.manifest.labels;
  const sources = pictures.map((picture) => ({
    file: isAbsolute(picture.file) ? picture.file : join(root, picture.file),
  }));
  for await (const answer of analyzeFiles(sources, {
    model,
    detector,
    signal,
    imagesAtOnce: detector ? 4 : 32,
    intervalProbability: plan.settings.interval,
  })) {
    rows.push(toRow(pictures[rows.length]!, answer, attributes));
    onPicture();
  }
  signal.throwIfAborted();
  const about = { ...plan.settings, interval: String(plan.settings.interval) };
  await writeWholeFile(file, toParquet(rows, { attributes, about }));
  const errors = rows.filter(({ error }) => error !== undefined).length;
  return { part, pictures: rows.length, errors, wasThere: false };
}
