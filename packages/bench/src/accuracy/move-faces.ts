import { join } from "node:path";
import type { CollectOptions, PreparedSet } from "./collect-answers";
import { type FoundFace, fingerprint, openFaces } from "./find-faces";
import type { JitterOptions } from "./jitter-boxes";
import { findKeptResult, keptResult } from "./kept-result";
import { slug } from "./slug";
import { type MovedFace, predictMoved } from "./steadiness";
import type { AccuracySubject, Predict } from "./subject";

/** How the boxes of a data set's faces are moved. Plain data. */
export interface SetJitter extends Omit<JitterOptions, "seed"> {
  /** At most so many faces; those whose digests come first. */
  readonly faces: number;
}

/** What a model answers about faces of a data set in moved boxes, kept in a file; null where it is not to be asked and nothing is kept. */
export function moveFaces(
  { name, identity, backend }: AccuracySubject,
  { set, faces }: PreparedSet,
  { out, fresh, detector, predict, jitter, steadiness, log }: CollectOptions & { readonly predict: Predict },
): Promise<MovedFace[] | null> {
  const steady = [...faces].sort(byDigest).slice(0, jitter.faces).sort(byPosition);
  const of = { model: identity, backend, detector, dataSet: set.spec, jitter, faces: fingerprint(steady) };
  const file = join(out, `moved-${slug(set.name)}-${slug(name)}.json`);
  if (steadiness === "kept") return findKeptResult(file, of);
  return keptResult(file, { of, fresh }, async () => {
    log(`${name}, ${set.name}: ${steady.length} faces in ${jitter.repeats} boxes each`);
    const moved: MovedFace[] = [];
    for await (const face of openFaces(set, steady)) {
      const { digest } = steady[moved.length]!.picture.sample;
      // Each face has its own moves, the same for every model.
      const seed = Number.parseInt(digest.slice(-8), 16) / 2 ** 32;
      moved.push(await predictMoved(predict, face, { ...jitter, seed }));
    }
    return moved;
  });
}

const byDigest = (one: FoundFace, other: FoundFace) =>
  one.picture.sample.digest < other.picture.sample.digest ? -1 : 1;
const byPosition = (one: FoundFace, other: FoundFace) => one.picture.position - other.picture.position;
