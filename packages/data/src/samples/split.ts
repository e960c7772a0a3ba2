import { createHash } from "node:crypto";
import type { FaceSample, SkippedSample } from "./face-sample";
import { type MergeOptions, mergeIdentical } from "./merge-identical";

/** A sample with what its file's bytes say: identical files have identical digests. */
export interface HashedSample extends Omit<FaceSample, "bytes"> {
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly digest: string;
}

/** The sample that stands for all its identical copies, with their merged labels. */
export interface SplitSample extends HashedSample {
  /** Which of the samples it is. */
  readonly index: number;
}

/** How to split. */
export interface SplitOptions extends MergeOptions {
  /** Share of the distinct images that goes to validation, 0..1. */
  readonly validationShare: number;
  /**
   * Share of the distinct images that is trained on, 0..1, for learning curves: a smaller share is part of a greater one, and
   * validation stays the same. Default: all the rest.
   */
  readonly trainingShare?: number;
  readonly onSkip?: (skipped: SkippedSample) => void;
}

/** Why all of several identical files are left out. */
export const contradictionReason = "identical images carry labels that contradict each other";

/**
 * Splits samples by content: all copies of an image fall on one side, decided by the digest alone, so that the split stays
 * the same when data are added. Where the person is known, all pictures of that person fall on one side, decided by the data
 * set's name and the person's. Of identical files one is kept; where their labels contradict each other (another gender,
 * ages further apart than the tolerance) all are dropped, and every drop is reported. See {@link mergeIdentical}.
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

/** A number 0..1 that is the same for all that have to stay together. */
function positionOf({ source, person, digest }: HashedSample): number {
  const key = person === undefined ? digest : createHash("sha256").update(`${source}/${person}`).digest("hex");
  return Number.parseInt(key.slice(0, 8), 16) / 2 ** 32;
}
