import type { ProbabilityBatch } from "@fagr/core/backend";
import { expectedAge } from "@fagr/core/network";
import { weights } from "@fagr/weights";
import type { Download } from "../rows/row";
import type { Findings } from "../rows/run-in-turn";
import { largestDifference, median } from "../support/statistics";
import { installedVersion } from "../support/workspace";
import type { BackendSubject } from "./backend-subject";

/** A row of the table. */
export interface BackendResult {
  readonly backend: string;
  /** Such as "Node 22.23.3". */
  readonly environment: string;
  /** The package that computes and its version; null where the backend is its own. */
  readonly runtime: string | null;
  readonly software: boolean;
  readonly ranHere: boolean;
  /** On what it ran, or why it did not. */
  readonly reason: string;
  /** Largest difference of a probability to the reference's. */
  readonly largestDifference?: number;
  /** Largest difference of an age to the reference's, years. */
  readonly largestAgeDifference?: number;
  /** Medians, milliseconds. */
  readonly milliseconds?: { readonly single: number; readonly batch: number };
  /** Bytes. */
  readonly memory?: number;
  readonly download?: Download;
}

/** A row from what was found out. */
export function toResult(
  subject: BackendSubject,
  environment: string,
  { opened, error, rounds }: Findings,
  reference: ProbabilityBatch,
): BackendResult {
  const version = subject.runtime && installedVersion(subject.module, subject.runtime);
  const what = {
    backend: subject.name,
    environment,
    runtime: subject.runtime ? `${subject.runtime}${version ? ` ${version}` : ""}` : null,
    software: subject.software !== undefined,
  };
  if (error !== undefined || !opened?.probabilities)
    return { ...what, ranHere: false, reason: error ?? opened?.reason ?? "It gave no answer." };
  const { probabilities, reason, memory, download } = opened;
  return {
    ...what,
    ranHere: true,
    reason,
    largestDifference: Math.max(
      largestDifference(probabilities.age, reference.age),
      largestDifference(probabilities.gender, reference.gender),
    ),
    largestAgeDifference: largestDifference(agesOf(probabilities.age), agesOf(reference.age)),
    milliseconds: {
      single: median(rounds.flatMap(({ single }) => single)),
      batch: median(rounds.flatMap(({ batch }) => batch)),
    },
    ...(memory === undefined ? {} : { memory }),
    ...(download === undefined ? {} : { download }),
  };
}

/** Ages of `[N, classes]` probabilities, years. */
function agesOf(probabilities: ArrayLike<number>): number[] {
  const { minimum, maximum } = weights.manifest.labels.age;
  const classes = maximum - minimum + 1;
  const rows = Float32Array.from(probabilities);
  return Array.from({ length: rows.length / classes }, (_, face) =>
    expectedAge(rows.subarray(face * classes, (face + 1) * classes), minimum),
  );
}
