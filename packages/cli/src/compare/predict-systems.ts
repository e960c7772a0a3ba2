// `fagr compare`: several models on the same faces, from opening them to the written comparison.
import { type FaceDetector, loadImage, mostCentralFace } from "@fagr/core";
import type { Predictions } from "@fagr/evaluation";
import type { ComparedFace } from "@fagr/evaluation/peers";
import type { CommandContext } from "../context";
import type { Selection } from "../evaluate/choose-faces";
import { describeRun, type RunHeader } from "../evaluate/describe-run";
import { labelsOf, predictionOf } from "../evaluate/face-records";
import type { FaceSet } from "../evaluate/face-set";
import { fileStores, type PredictionStore } from "../evaluate/prediction-stores";
import { ImageProgress } from "../output/image-progress";
import type { OpenSystem } from "./open-systems";

/** Faces that the models are asked about at once; then they are written. */
const chunk = 16;

interface PredictSystemsOptions {
  readonly detector: FaceDetector;
  readonly selection: Selection;
  readonly out: string;
  readonly overwrite: boolean;
  readonly context: CommandContext;
}

/** What a system answered on each data set, in the order of the sets. */
export type SystemRuns = readonly Predictions[];

/**
 * Looks for the face that each picture is about, once, and asks every system about the same box. Answers are kept, so that the same
 * command goes on where it was stopped and a system more costs that system alone.
 *
 * @returns Runs by system. Pictures in which no face was found are in none of them.
 */
export async function predictSystems(
  systems: readonly OpenSystem[],
  sets: readonly FaceSet[],
  { detector, selection, out, overwrite, context }: PredictSystemsOptions,
): Promise<SystemRuns[]> {
  const headers = systems.map(({ identity: model, backend }) =>
    sets.map((set) => describeRun(set, { model, backend, detector: detector.name, mirror: false, selection })),
  );
  const owners = new Map<RunHeader, OpenSystem>(
    systems.flatMap((system, index) => headers[index]!.map((header) => [header, system] as const)),
  );
  const nameOf = (header: RunHeader) => `${owners.get(header)!.name}-${header.source}`;
  const stores = await fileStores(out, headers.flat(), { overwrite, nameOf });
  const storeOf = (system: number, set: number) => stores[system * sets.length + set]!;
  try {
    for (const [place, set] of sets.entries()) {
      const asked = systems.map((system, index) => ({ system, store: storeOf(index, place) }));
      await predictSet(set, asked, { detector, context });
    }
    return await Promise.all(
      systems.map((_, index) => Promise.all(sets.map((_, place) => storeOf(index, place).read()))),
    );
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

type Asked = readonly { readonly system: OpenSystem; readonly store: PredictionStore }[];

async function predictSet(
  set: FaceSet,
  asked: Asked,
  { detector, context }: Pick<PredictSystemsOptions, "detector" | "context">,
): Promise<void> {
  for (const { file, reason } of set.unreadable) context.note(`${set.name}: ${file}: ${reason}`);
  const known = new Map(set.faces.map((face) => [face.file, face]));
  const done = new Set(
    set.faces.map(({ file }) => file).filter((file) => asked.every(({ store }) => store.done.has(file))),
  );
  const progress = new ImageProgress(set.faces.length, { ...context, title: set.name, done: done.size });
  let waiting: { file: string; face: ComparedFace }[] = [];
  let missed = 0;
  const ask = async () => {
    for (const { system, store } of asked) {
      const open = waiting.filter(({ file }) => !store.done.has(file));
      const predictions = await system.predict(
        open.map(({ face }) => face),
        context.signal,
      );
      for (const [index, prediction] of predictions.entries()) {
        const labels = labelsOf(known.get(open[index]!.file)!);
        await store.add({ ...labels, faceFound: true, prediction: predictionOf(prediction) });
      }
    }
    waiting = [];
  };
  for await (const { file, error, picture = file } of set.pictures(done)) {
    context.signal.throwIfAborted();
    try {
      if (error !== undefined) throw new Error(error);
      const image = await loadImage(picture, { signal: context.signal });
      const found = mostCentralFace(await detector.detect(image, { signal: context.signal }), image);
      if (found) waiting.push({ file, face: { image, box: found.box, ...landmarksOf(found) } });
      else missed++;
    } catch (error) {
      context.signal.throwIfAborted();
      context.note(`${set.name}: ${file}: ${(error as Error).message}`);
      context.fail();
    }
    if (waiting.length >= chunk) await ask();
    progress.imageDone();
  }
  if (waiting.length > 0) await ask();
  if (missed > 0)
    context.note(`${set.name}: no face was found in ${missed} pictures; they are skipped for all systems.`);
}

const landmarksOf = ({ landmarks }: { readonly landmarks?: ComparedFace["landmarks"] }) =>
  landmarks ? { landmarks } : {};
