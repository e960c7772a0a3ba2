import type { AgeGroup } from "@fagr/core/sampling";
import type { FaceMeasurement } from "./face-measurement";

/** Fewer faces of an age say nothing about whether it is answered. */
const fewestKnown = 10;
/** Answers for each known face of an age below which the age counts as missing. */
const smallestShare = 0.1;

/** Known and answered ages in three years, for two histograms. */
export interface AgeHistogram {
  /** Years. */
  readonly group: AgeGroup;
  /** Faces of these known ages. */
  readonly known: number;
  /** Faces that were answered with these ages, whatever theirs are. */
  readonly answered: number;
}

/**
 * How often each age is known and how often it is answered, over the faces whose known age lies in the range.
 *
 * @example
 * ```ts
 * for (const { group, known, answered } of ageHistograms(measurement)) console.log(group.join("-"), known, answered);
 * ```
 */
export function ageHistograms({ ageCounts: { groups, counts } }: Pick<FaceMeasurement, "ageCounts">): AgeHistogram[] {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return groups.map((group, index) => ({
    group,
    known: sum(counts[index]!),
    // The first column is of answers below the range.
    answered: sum(counts.map((row) => row[index + 1]!)),
  }));
}

/**
 * Ages that the labels have and the answers lack: at least 10 labelled faces in three years, and less than a tenth as many
 * answers. A model trained on sets with such gaps has them too, and its mean error may not show it.
 *
 * @returns Ranges of years in rising order; neighbours are one range.
 *
 * @example
 * ```ts
 * const missing = unansweredAges(measurement); // such as [[30, 47]]
 * ```
 */
export function unansweredAges(measurement: Pick<FaceMeasurement, "ageCounts">): AgeGroup[] {
  const ranges: [lowest: number, highest: number][] = [];
  for (const { group, known, answered } of ageHistograms(measurement)) {
    if (known < fewestKnown || answered >= known * smallestShare) continue;
    const last = ranges.at(-1);
    if (last && group[0] === last[1] + 1) last[1] = group[1];
    else ranges.push([...group]);
  }
  return ranges;
}
