import { createHash } from "node:crypto";
import { join } from "node:path";
import type { FaceRecord } from "@fagr/training/evaluation";
import type { ComparedFace } from "../peers";
import type { Candidate } from "./candidate";
import { type FoundFace, openFaces } from "./find-faces";
import type { JitterOptions } from "./jitter-boxes";
import { keptPredictions } from "./kept-predictions";
import { keptResult } from "./kept-result";
import type { MeasuredSet } from "./measured-set";
import { slug } from "./slug";
import { type MovedFace, predictMoved } from "./steadiness";

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
  readonly moved: readonly MovedFace[];
}

export interface CollectOptions {
  /** Folder of the kept predictions. */
  readonly out: string;
  /** Whether predictions that are kept are made anew. */
  readonly fresh: boolean;
  /** As the header of a predictions file names it. */
  readonly detector: string;
  /** How boxes are moved, and of how many faces a set. */
  readonly jitter: Omit<JitterOptions, "seed"> & { readonly faces: number };
  readonly log: (line: string) => void;
}

/** What a model answers on each data set; it is only opened where that is not known yet. */
export async function collectAnswers(
  candidate: Candidate,
  sets: readonly PreparedSet[],
  { out, fresh, detector, jitter, log }: CollectOptions,
): Promise<Answers[]> {
  let opened: ReturnType<Candidate["open"]> | undefined;
  const predict = async (faces: readonly ComparedFace[]) => (await (opened ??= candidate.open())).predict(faces);
  const answers: Answers[] = [];
  for (const { set, faces } of sets) {
    const name = `${slug(set.name)}-${slug(candidate.name)}`;
    const of = { model: candidate.identity, backend: candidate.backend, detector, dataSet: set.spec };
    const records = await keptPredictions(
      join(out, `predictions-${name}.jsonl`),
      { ...of, faces: fingerprint(faces) },
      { set, faces, fresh, predict, log: (done) => log(`${candidate.name}, ${set.name}: ${done}/${faces.length}`) },
    );
    const steady = [...faces].sort(byDigest).slice(0, jitter.faces).sort(byPosition);
    const moved = await keptResult(
      join(out, `moved-${name}.json`),
      { of: { ...of, jitter, faces: fingerprint(steady) }, fresh },
      () => {
        log(`${candidate.name}, ${set.name}: ${steady.length} faces in ${jitter.repeats} boxes each`);
        return moveAll(predict, { set, faces: steady, jitter });
      },
    );
    answers.push({ records, moved });
  }
  await (await opened)?.dispose();
  return answers;
}

async function moveAll(
  predict: (faces: readonly ComparedFace[]) => ReturnType<Awaited<ReturnType<Candidate["open"]>>["predict"]>,
  { set, faces, jitter }: Pick<PreparedSet, "set" | "faces"> & Pick<CollectOptions, "jitter">,
): Promise<MovedFace[]> {
  const moved: MovedFace[] = [];
  for await (const face of openFaces(set, faces)) {
    const { digest } = faces[moved.length]!.picture.sample;
    // Each face has its own moves, the same for every model.
    const seed = Number.parseInt(digest.slice(-8), 16) / 2 ** 32;
    moved.push(await predictMoved(predict, face, { ...jitter, seed }));
  }
  return moved;
}

const fingerprint = (faces: readonly FoundFace[]) =>
  createHash("sha256")
    .update(JSON.stringify(faces.map(({ picture, box, landmarks }) => [picture.sample.digest, box, landmarks])))
    .digest("hex");

const byDigest = (one: FoundFace, other: FoundFace) =>
  one.picture.sample.digest < other.picture.sample.digest ? -1 : 1;
const byPosition = (one: FoundFace, other: FoundFace) => one.picture.position - other.picture.position;
