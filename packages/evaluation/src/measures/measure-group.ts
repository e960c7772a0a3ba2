import { type BootstrapOptions, estimateFigures } from "./bootstrap";
import type { Estimate } from "./estimate";
import { confusionCell, type FaceColumns } from "./face-columns";
import type { AgeMeasurement, ClassMeasurement, GenderMeasurement, GroupMeasurement } from "./face-measurement";
import { countFaces, countKnown, emptyTally, figurePlaces, type Tally } from "./tally";

/** How a group is measured. */
export type MeasureGroupOptions = Required<BootstrapOptions> & {
  /** The k of CS@k, years, in rising order. */
  readonly tolerances: readonly number[];
};

/** Measures some of the faces. `outside`: how many of them have a known age outside the range. */
export function measureGroup(
  columns: FaceColumns,
  faces: Int32Array,
  { outside, ...options }: MeasureGroupOptions & { outside: number },
): GroupMeasurement {
  const tally = emptyTally(options.tolerances.length);
  countFaces(tally, columns, faces);
  const known = countKnown(tally);
  const estimates = estimateFigures(columns, faces, options);
  // A single face always draws itself, which looks like certainty.
  const gender = known.gender > 1 ? estimates : estimates.map(withoutInterval);
  const age = known.age > 1 ? estimates : estimates.map(withoutInterval);
  return {
    count: faces.length,
    gender: toGender(gender, tally, known.gender),
    age: toAge(age, { count: known.age, outsideAgeRange: outside, tolerances: options.tolerances }),
  };
}

const withoutInterval = ({ value }: Estimate): Estimate => ({ value, interval: null });

function toGender(estimates: readonly Estimate[], { confusion }: Tally, count: number): GenderMeasurement {
  const ofClass = (place: number): ClassMeasurement => {
    const [recall, precision, f1] = estimates.slice(place, place + 3) as [Estimate, Estimate, Estimate];
    return { recall, precision, f1 };
  };
  const cell = (...[known, answered]: Parameters<typeof confusionCell>) => confusion[confusionCell(known, answered)]!;
  return {
    count,
    accuracy: estimates[figurePlaces.accuracy]!,
    male: ofClass(figurePlaces.male),
    female: ofClass(figurePlaces.female),
    confusion: {
      male: { male: cell("male", "male"), female: cell("male", "female") },
      female: { male: cell("female", "male"), female: cell("female", "female") },
    },
  };
}

function toAge(
  estimates: readonly Estimate[],
  { tolerances, ...counts }: { count: number; outsideAgeRange: number; tolerances: readonly number[] },
): AgeMeasurement {
  return {
    ...counts,
    mae: estimates[figurePlaces.mae]!,
    bias: estimates[figurePlaces.bias]!,
    cumulativeScore: Object.fromEntries(
      tolerances.map((tolerance, index) => [String(tolerance), estimates[figurePlaces.cumulativeScore + index]!]),
    ),
  };
}
