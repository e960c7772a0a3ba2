import { rm } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import {
  type FaceRecord,
  openPredictions,
  type PredictedFace,
  type PredictionsHeader,
  type PredictionsWriter,
  writePredictions,
} from "@fagr/evaluation";
import type { ComparedFace, ComparedPrediction } from "@fagr/evaluation/peers";
import { type FoundFace, genderName, openFaces } from "./find-faces";
import type { MeasuredSet } from "./measured-set";

/** Faces that a model is asked about at once; then they are written. */
const chunk = 32;

/** What there is to predict. */
export interface PredictionTask {
  readonly set: MeasuredSet;
  readonly faces: readonly FoundFace[];
  /** Whether kept predictions are thrown away. */
  readonly fresh: boolean;
  readonly predict: (faces: readonly ComparedFace[]) => Promise<readonly PredictedFace[]>;
  readonly log: (done: number) => void;
}

/**
 * Predictions of a data set's faces, kept in a file: those that it holds are read, the others are made and added. What is known of a
 * face is the data set's, not the file's, which is written anew where they differ.
 *
 * @param header - Everything that decides about the predictions; a file with another one is made anew.
 */
export async function keptPredictions(
  file: string,
  header: PredictionsHeader,
  { set, faces, fresh, predict, log }: PredictionTask,
): Promise<FaceRecord[]> {
  const writer = await openKept(file, header, fresh);
  const kept = writer.records;
  const records = kept.map(({ prediction }, index) => toRecord(faces[index]!, prediction));
  const missing = faces.slice(kept.length);
  if (missing.length > 0) log(kept.length);
  let waiting: ComparedFace[] = [];
  for await (const face of openFaces(set, missing)) {
    waiting.push(face);
    if (waiting.length < chunk && records.length + waiting.length < faces.length) continue;
    const predictions = await predict(waiting);
    const made = predictions.map((prediction, index) => toRecord(faces[records.length + index]!, prediction));
    await writer.append(made);
    records.push(...made);
    waiting = [];
    log(records.length);
  }
  await writer.close();
  if (!isDeepStrictEqual(records.slice(0, kept.length), kept)) await writePredictions(file, { header, records });
  return records;
}

/** The file with this header, with what it holds; an empty one if it had another. */
async function openKept(file: string, header: PredictionsHeader, fresh: boolean): Promise<PredictionsWriter> {
  if (fresh) await rm(file, { force: true });
  const writer = await openPredictions(file, header);
  if (isDeepStrictEqual(writer.header, JSON.parse(JSON.stringify(header)))) return writer;
  await writer.close();
  await rm(file);
  return openPredictions(file, header);
}

function toRecord({ picture: { sample } }: FoundFace, prediction: PredictedFace): FaceRecord {
  const { age, gender, genderProbability, ageInterval, ageDistribution } =
    // All compared models tell both.
    prediction as PredictedFace & ComparedPrediction;
  return {
    file: sample.file,
    source: sample.source,
    age: sample.age,
    gender: genderName(sample.gender),
    ...(sample.groups ? { groups: sample.groups } : {}),
    faceFound: true,
    prediction: {
      age: round(age),
      gender,
      genderProbability: round(genderProbability),
      ...(ageInterval ? { ageInterval } : {}),
      ...(ageDistribution ? { ageDistribution: ageDistribution.map(round) } : {}),
    },
  };
}

/** As predictions files have numbers, so that figures are the same from memory and from the file. */
const round = (value: number) => Number(value.toFixed(6));
