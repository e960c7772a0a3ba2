import { join } from "node:path";
import type { FaceRecord } from "@fagr/evaluation";
import { type FoundFace, fingerprint } from "./find-faces";
import { keptPredictions } from "./kept-predictions";
import type { MeasuredSet } from "./measured-set";
import { moveFaces, type SetJitter } from "./move-faces";
import { slug } from "./slug";
import type { MovedFace } from "./steadiness";
import type { AccuracySubject, Predict } from "./subject";

/** A data set's faces, ready for every model. */
export interface PreparedSet {
  readonly set: MeasuredSet;
  readonly faces: readonly FoundFace[];
  /** Pictures without a face that the detector finds. */
  readonly missed: number;
}

/** What a model answered on a data set. */
export interface Answers {
  readonly records: readonly FaceRecord[];
  /** Null where its steadiness is not known. */
  readonly moved: readonly MovedFace[] | null;
}

/** Where answers are kept and how they come about. */
export interface CollectOptions {
  /** Folder of the kept answers. */
  readonly out: string;
  /** Whether kept answers are made anew. */
  readonly fresh: boolean;
  /** As the header of a predictions file names it. */
  readonly detector: string;
  /** How boxes are moved. */
  readonly jitter: SetJitter;
  /** Whether a model is asked about moved boxes, or only answers that are kept are taken. */
  readonly steadiness: "measured" | "kept";
  readonly log: (line: string) => void;
}

/** What a model answers on each data set; it is only opened where that is not known yet. */
export async function collectAnswers(
  subject: AccuracySubject,
  sets: readonly PreparedSet[],
  options: CollectOptions,
): Promise<Answers[]> {
  let opened: ReturnType<AccuracySubject["open"]> | undefined;
  const predict: Predict = async (faces) => {
    opened ??= subject.open();
    return (await opened).predict(faces);
  };
  const records: FaceRecord[][] = [];
  for (const prepared of sets) records.push(await predictSet(subject, prepared, { ...options, predict }));
  // Behind all predictions, since it takes longer than they do.
  const moved: (MovedFace[] | null)[] = [];
  for (const prepared of sets) moved.push(await moveFaces(subject, prepared, { ...options, predict }));
  await (await opened)?.dispose();
  return sets.map((_, index) => ({ records: records[index]!, moved: moved[index]! }));
}

function predictSet(
  { name, identity, backend }: AccuracySubject,
  { set, faces }: PreparedSet,
  { out, fresh, detector, predict, log }: CollectOptions & { readonly predict: Predict },
): Promise<FaceRecord[]> {
  return keptPredictions(
    join(out, `predictions-${slug(set.name)}-${slug(name)}.jsonl`),
    { model: identity, backend, detector, dataSet: set.spec, faces: fingerprint(faces) },
    { set, faces, fresh, predict, log: (done) => log(`${name}, ${set.name}: ${done}/${faces.length}`) },
  );
}
