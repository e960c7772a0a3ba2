import { createHash } from "node:crypto";
import type { FaceSample, SkippedSample } from "./face-sample";
import { type MergeOptions, mergeIdentical } from "./merge-identical";

/** A sample with the hash of its file: identical files have identical digests. */
export interface HashedSample extends Omit<FaceSample, "bytes"> {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly digest: string;
}

/** The sample that represents all its identical copies, with their merged labels. */
export interface SplitSample extends HashedSample {
  /** Its index among the samples. */
  readonly index: number;
}

/** How to split. */
export interface SplitOptions extends MergeOptions {
  /** Share of the distinct images in the validation split, 0..1. */
  readonly validationShare: number;
  /**
   * Share of the distinct images in the training split, 0..1, for learning curves: a smaller share is a subset of a larger one,
   * and the validation split stays the same. Default: all the rest.
   */
  readonly trainingShare?: number;
  readonly onSkip?: (skipped: SkippedSample) => void;
}

/** Why all of several identical files are dropped. */
export const contradictionReason = "identical images carry labels that contradict each other";

/**
 * Splits samples by content: all copies of an image are on the same side, decided only by the digest, so that the split stays the
 * same when data are added. If the person is known, all pictures of that person are on the same side, decided by the names of the
 * data set and the person. Of identical files one is kept; if their labels contradict each other (another gender, ages further
 * apart than the tolerance) all are dropped, and every drop is reported. See {@link mergeIdentical}.
 */
export function splitByContent(
  samples: readonly HashedSample[],
  { validationShare, trainingShare = 1, onSkip, ...options }: SplitOptions,
): { training: SplitSample[]; validation: SplitSample[] } {
  const training: SplitSample[] = [];
  const validation: SplitSample[] = [];
  for (const group of mergeIdentical(samples, options)) {
    if (group.kind === "contradiction") {
      for (const { file } of group.copies) onSkip?.({ file, reason: contradictionReason });
      continue;
    }
    const { sample, copies } = group;
    for (const { file } of copies) onSkip?.({ file, reason: `identical to ${sample.file}` });
    const position = positionOf(sample);
    if (position < validationShare) validation.push(sample);
    else if (position < validationShare + trainingShare) training.push(sample);
  }
  return { training, validation };
}

/** A number 0..1 that is the same for all samples that have to stay together. */
function positionOf({ source, person, digest }: HashedSample): number {
  const key = person === undefined ? digest : createHash("sha256").update(`${source}/${person}`).digest("hex");
  return Number.parseInt(key.slice(0, 8), 16) / 2 ** 32;
}
