import { type AgeGroup, documentAgeGroups } from "@fagr/core/sampling";
import type { AgeRange } from "./age-range";
import type { AgeCounts, AgePoint } from "./face-measurement";
import type { FaceRecord } from "./face-record";

/** The document's curve: the error at every age of the range, over records whose known age lies in it. */
export function measureByAge(aged: readonly FaceRecord[], [minimum, maximum]: AgeRange): AgePoint[] {
  const errors = Array.from({ length: maximum - minimum + 1 }, (): number[] => []);
  // An age in a fraction of years belongs to the completed year.
  for (const { age, prediction } of aged) errors[Math.floor(age!) - minimum]!.push(prediction.age! - age!);
  return errors.map((signed, index) => {
    const absolute = signed.map(Math.abs);
    const mae = mean(absolute);
    return { age: minimum + index, count: signed.length, mae, bias: mean(signed), deviation: deviation(absolute) };
  });
}

/** Confusion of ages, in groups of three years. */
export function countAges(aged: readonly FaceRecord[], range: AgeRange): AgeCounts {
  const groups = threeYearGroups(range);
  const counts = groups.map(() => new Array<number>(groups.length + 2).fill(0));
  const [minimum, maximum] = range;
  for (const { age, prediction } of aged) {
    const row = counts[Math.floor((age! - minimum) / 3)]!;
    // Answers are rounded as people read them: 17.6 is 18.
    const answer = Math.round(prediction.age!);
    const column = answer < minimum ? 0 : answer > maximum ? groups.length + 1 : 1 + Math.floor((answer - minimum) / 3);
    row[column]!++;
  }
  return { groups, counts };
}

function threeYearGroups([minimum, maximum]: AgeRange): readonly AgeGroup[] {
  const [first, last] = [documentAgeGroups[0]!, documentAgeGroups.at(-1)!];
  if (minimum === first[0] && maximum === last[1]) return documentAgeGroups;
  return Array.from({ length: Math.ceil((maximum - minimum + 1) / 3) }, (_, index): AgeGroup => {
    const lowest = minimum + 3 * index;
    return [lowest, Math.min(lowest + 2, maximum)];
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values)!;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
