import { ageInterval, ageTemperatureAt, applyTemperature, type Calibration, expectedAge } from "@fagr/core/network";
import type { CalibrationData } from "./calibrate";
import { type AgeTemperature, type KnownAnswer, knownFaces } from "./fit-age-temperature";

/** How far above the answered age intervals reach, see `Calibration`. */
export type AgeReach = NonNullable<Calibration["ageReach"]>;

/** Years of known age that are held to the stated probability together, and how many faces they have to have. */
const yearsOfAGroup = 12;
const leastFacesOfAGroup = 100;
/** Of two reaches that are equally even up to chance the flatter is better: few faces are at the ends. */
const pointsAUnitMustGain = 0.002;

/**
 * Finds how far above the answer intervals have to reach so that, of the people of every age, the stated share lies inside. Networks
 * answer old people too young: a temperature alone, which widens both sides, covers too few of the old and too many of the others.
 *
 * @param calibration - The temperature that the intervals are made with, see `fitAgeTemperature`.
 * @param options - `probability`: the share, in (0, 1).
 * @returns What a manifest's calibration holds as `ageReach`; undefined with fewer than two groups of twelve years of 100 faces each.
 *
 * @example
 * ```ts
 * const data = toCalibrationData(records, [18, 65]);
 * const temperature = fitAgeTemperature(data, { probability: 0.8 });
 * const ageReach = fitAgeReach(data, temperature, { probability: 0.8 });
 * ```
 */
export function fitAgeReach(
  data: CalibrationData,
  calibration: AgeTemperature,
  { probability }: { probability: number },
): AgeReach | undefined {
  const groups = groupsOf(
    knownFaces(data).map((face) => {
      const temperature = ageTemperatureAt(face.answered, { labels: face.labels, calibration });
      return { age: face.age, place: face.place, logLeast: leastLogReach(face, temperature, probability) };
    }),
    data.minimumAge,
  );
  if (groups.length < 2) return undefined;
  const unevennessAt = ({ logAbove, slope }: { logAbove: number; slope: number }) => {
    const distances = groups.map((group) => {
      const inside = group.filter(({ logLeast, place }) => logLeast <= Math.max(logAbove + slope * place, 0));
      return (inside.length / group.length - probability) ** 2;
    });
    const distance = distances.reduce((sum, each) => sum + each, 0) / distances.length;
    return Math.sqrt(distance) + pointsAUnitMustGain * (Math.abs(slope) + Math.abs(logAbove));
  };
  const tried = range(-1, 1, 0.05).flatMap((logAbove) => range(-4, 4, 0.25).map((slope) => ({ logAbove, slope })));
  const { logAbove, slope } = tried.reduce((best, one) => (unevennessAt(one) < unevennessAt(best) ? one : best), {
    logAbove: 0,
    slope: 0,
  });
  return { above: Math.round(Math.exp(logAbove) * 1000) / 1000, slope };
}

/** The logarithm of the least reach that has the age inside: any for ages below the answer, none for ages below the interval. */
function leastLogReach({ raw, age, labels }: KnownAnswer, temperature: number, probability: number): number {
  const { minimum } = labels.age;
  const distribution = applyTemperature(raw, temperature);
  const [low, high] = ageInterval(distribution, minimum, probability);
  const expected = expectedAge(distribution, minimum);
  if (age < low) return Number.POSITIVE_INFINITY;
  if (age <= expected) return Number.NEGATIVE_INFINITY;
  return high > expected ? Math.log((age - expected) / (high - expected)) : Number.POSITIVE_INFINITY;
}

/** Faces by known age, without groups of too few. */
function groupsOf<Face extends { readonly age: number }>(faces: readonly Face[], minimumAge: number): Face[][] {
  const groups = new Map<number, Face[]>();
  for (const face of faces) {
    const group = Math.floor((face.age - minimumAge) / yearsOfAGroup);
    groups.set(group, [...(groups.get(group) ?? []), face]);
  }
  return [...groups.values()].filter(({ length }) => length >= leastFacesOfAGroup);
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}
