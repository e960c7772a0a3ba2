import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import type { Predictions } from "@fagr/evaluation";
import type { CommandContext } from "../context";
import type { Selection } from "./choose-faces";
import { describeModel, describeRun } from "./describe-run";
import type { FaceSet } from "./face-set";
import { predictFaces } from "./predict-faces";
import { fileStores, memoryStore } from "./prediction-stores";

interface PredictSetsOptions {
  readonly model: AgeGenderModel;
  /** Null takes each picture whole. */
  readonly detector: FaceDetector | null;
  readonly mirror: boolean;
  readonly selection: Selection;
  /** Folder for the predictions; without it they are not kept. */
  readonly out?: string | undefined;
  readonly overwrite: boolean;
  readonly context: CommandContext;
}

/**
 * Predicts every face of the sets. Kept predictions of the same runs are taken as they are, so that a run which was stopped
 * goes on.
 *
 * @throws DataError if the folder holds predictions of other runs, before anything is predicted; the signal's reason.
 */
export async function predictSets(
  sets: readonly FaceSet[],
  { out, overwrite, context, model, detector, mirror, selection }: PredictSetsOptions,
): Promise<Predictions[]> {
  const run = { model: describeModel(model), backend: model.backend, detector: detector?.name ?? null };
  const headers = sets.map((set) => describeRun(set, { ...run, mirror, selection }));
  const stores = out === undefined ? headers.map(memoryStore) : await fileStores(out, headers, { overwrite });
  let predicted = stores.reduce((sum, { done }) => sum + done.size, 0);
  try {
    for (const [index, { done, add }] of stores.entries())
      for await (const record of predictFaces(sets[index]!, { model, detector, mirror, done, context })) {
        await add(record);
        predicted++;
      }
    return await Promise.all(stores.map((store) => store.read()));
  } catch (error) {
    const pictures = headers.reduce((sum, header) => sum + header.pictures, 0);
    if (context.signal.aborted && out !== undefined)
      context.note(`Stopped after ${predicted} of ${pictures} pictures. Run the same command again to continue.`);
    throw error;
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}
