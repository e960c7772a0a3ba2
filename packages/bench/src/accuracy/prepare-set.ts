import { existsSync } from "node:fs";
import { join } from "node:path";
import { DataError, type FaceDetector } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { workspaceFolder } from "../support/workspace";
import type { PreparedSet } from "./collect-answers";
import { findFaces } from "./find-faces";
import { keptResult } from "./kept-result";
import type { MeasuredSet } from "./measured-set";
import { type FaceSelection, selectFaces } from "./select-faces";
import { slug } from "./slug";

/** Which YuNet finds the faces. */
export interface DetectorChoice {
  /** Its file; undefined for the one that `fagr download yunet` fetched. */
  readonly model?: string;
  /** Side of its input, pixels. */
  readonly inputSize: number;
}

/** A copy of YuNet with free height and width, which sees small pictures without enlarging them, where there is one. */
const freeYunet = join(workspaceFolder, "../shared/models/yunet_dynamic.onnx");

/** The detector that is asked for, else the best that is here. */
export function chooseDetector(model?: string, size?: number): DetectorChoice {
  if (model !== undefined) return { model, inputSize: size ?? 640 };
  return existsSync(freeYunet) ? { model: freeYunet, inputSize: size ?? 320 } : { inputSize: 640 };
}

/** As headers of predictions files name a detector. */
export const detectorName = ({ inputSize }: DetectorChoice): string => `yunet ${inputSize}`;

/**
 * Chooses a data set's faces and finds them, unless `out` holds them from an earlier run.
 *
 * @throws DataError if the data set cannot be read or has no such face; WeightsError if there is no detector.
 */
export async function prepareSet(
  set: MeasuredSet,
  {
    selection,
    detector,
    out,
    fresh,
    log,
  }: {
    readonly selection: FaceSelection;
    readonly detector: DetectorChoice;
    readonly out: string;
    readonly fresh: boolean;
    readonly log: (line: string) => void;
  },
): Promise<PreparedSet> {
  const of = { set, selection, detector: detectorName(detector) };
  const found = await keptResult(join(out, `faces-${slug(set.name)}.json`), { of, fresh }, async () => {
    log(`${set.name}: choosing and finding faces`);
    await using yunet: FaceDetector = await createFaceDetector({ detector: "yunet", ...detector });
    // Awaited here: the detector goes when the function returns.
    return await findFaces(set, await selectFaces(set, selection), yunet);
  });
  if (found.faces.length === 0)
    throw new DataError(
      set.spec,
      `Expected faces of ${selection.ageRange.join(" to ")} years or of known gender in ${set.spec}, found none (${found.missed} pictures without a face that the detector finds).`,
    );
  return { set, ...found };
}
