import type { AgeGenderModel, AnalyzedImage, FaceDetector } from "@fagr/core";
import type { HashedSample } from "@fagr/data";
import type { FaceRecord } from "@fagr/evaluation";
import type { CommandContext } from "../context";
import { analyzeFiles } from "../engine/analyze-files";
import { ImageProgress } from "../output/image-progress";
import { labelsOf, predictionOf } from "./face-records";
import type { FaceSet } from "./face-set";

interface PredictFacesOptions {
  readonly model: AgeGenderModel;
  /** Null takes each picture whole. */
  readonly detector: FaceDetector | null;
  readonly mirror: boolean;
  /** Files of the faces whose predictions are there already. */
  readonly done: ReadonlySet<string>;
  readonly context: CommandContext;
}

/**
 * Predicts the faces of a set that are not done yet, in their order. Pictures that cannot be read are told, and the others
 * go on.
 *
 * @throws the signal's reason where it was stopped; what the model throws.
 */
export async function* predictFaces(
  set: FaceSet,
  { model, detector, mirror, done, context }: PredictFacesOptions,
): AsyncGenerator<FaceRecord> {
  for (const { file, reason } of set.unreadable) context.note(`${set.name}: ${file}: ${reason}`);
  const known = new Map(set.faces.map((face) => [face.file, face]));
  const progress = new ImageProgress(set.faces.length, { ...context, title: set.name, done: done.size });
  const answers = analyzeFiles(set.pictures(done), {
    model,
    detector: set.located ?? detector,
    faces: "mostCentral",
    signal: context.signal,
    imagesAtOnce: detector && !set.located ? 8 : 32,
    ageDistribution: true,
    mirror,
  });
  for await (const answer of answers) {
    if ("error" in answer) context.note(`${set.name}: ${answer.file}: ${answer.error.message}`);
    else yield toRecord(known.get(answer.file)!, answer, detector !== null);
    progress.imageDone();
  }
}

function toRecord(sample: HashedSample, { faces }: AnalyzedImage, lookedFor: boolean): FaceRecord {
  const { wholeImage = false, ...face } = faces[0]!;
  return { ...labelsOf(sample), faceFound: !(lookedFor && wholeImage), prediction: predictionOf(face) };
}
