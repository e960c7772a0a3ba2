import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { FaceSample, SkippedSample } from "./face-sample";

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
export interface SplitOptions {
  /** Share of the distinct images that goes to validation, 0..1. */
  readonly validationShare: number;
  /** Largest difference in years between the labels of identical files for which they are merged. Default 3. */
  readonly ageTolerance?: number;
  readonly onSkip?: (skipped: SkippedSample) => void;
}

/** Adds the SHA-256 of the picture's bytes, and leaves the bytes themselves behind. */
export async function hashSample({ bytes, ...sample }: FaceSample): Promise<HashedSample> {
  const digest = createHash("sha256")
    .update(bytes ?? (await readFile(sample.file)))
    .digest("hex");
  return { ...sample, digest };
}

/**
 * Splits samples by content: all copies of an image fall on one side, decided by the digest alone, so that the split stays
 * the same when data are added. Of identical files one is kept; where their labels contradict each other (another gender,
 * ages further apart than the tolerance) all are dropped, and every drop is reported.
 */
export function splitByContent(
  samples: readonly HashedSample[],
  { validationShare, ageTolerance = 3, onSkip }: SplitOptions,
): { training: SplitSample[]; validation: SplitSample[] } {
  const training: SplitSample[] = [];
  const validation: SplitSample[] = [];
  for (const [digest, indices] of groupByDigest(samples)) {
    const copies = indices.map((index) => samples[index]!);
    const ages = copies.flatMap((sample) => sample.age ?? []);
    const genders = new Set(copies.flatMap((sample) => sample.gender ?? []));
    const contradiction = genders.size > 1 || (ages.length > 0 && Math.max(...ages) - Math.min(...ages) > ageTolerance);
    const [first, ...others] = copies as [HashedSample, ...HashedSample[]];
    if (contradiction) {
      for (const copy of copies)
        onSkip?.({ file: copy.file, reason: "identical images carry labels that contradict each other" });
      continue;
    }
    for (const copy of others) onSkip?.({ file: copy.file, reason: `identical to ${first.file}` });
    const merged = {
      ...first,
      index: indices[0]!,
      age: ages.length > 0 ? Math.round(ages.reduce((sum, age) => sum + age, 0) / ages.length) : null,
      gender: ([...genders][0] ?? null) as 0 | 1 | null,
    };
    const position = Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32;
    (position < validationShare ? validation : training).push(merged);
  }
  return { training, validation };
}

function groupByDigest(samples: readonly HashedSample[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { digest }] of samples.entries()) {
    const group = groups.get(digest);
    if (group) group.push(index);
    else groups.set(digest, [index]);
  }
  return groups;
}
