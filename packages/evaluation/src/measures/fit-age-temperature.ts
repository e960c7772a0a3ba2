import {
  ageInterval,
  ageReachAt,
  ageTemperatureAt,
  applyTemperature,
  expectedAge,
  type Labels,
} from "@fagr/core/network";
import type { CalibrationData } from "./calibrate";
import type { AgeReach } from "./fit-age-reach";

/** Age temperature in the middle of the age range, and how much its logarithm grows from the youngest answer to the oldest. */
export interface AgeTemperature {
  readonly ageTemperature: number;
  readonly ageTemperatureSlope: number;
}

/** Share of faces whose age lies in the interval of a stated probability, when the distribution is tempered. */
export function intervalCoverage(
  data: CalibrationData,
  {
    temperature,
    slope = 0,
    reach,
    probability,
  }: { temperature: number; slope?: number; reach?: AgeReach | undefined; probability: number },
): number {
  const faces = knownFaces(data);
  const calibration = {
    ageTemperature: temperature,
    ageTemperatureSlope: slope,
    ...(reach ? { ageReach: reach } : {}),
  };
  const inside = faces.filter((face) => {
    const { answered, labels } = face;
    const at = { labels, calibration };
    return isInside(face, ageTemperatureAt(answered, at), probability, ageReachAt(answered, at));
  });
  return inside.length / faces.length;
}

/** With fewer faces in each fifth of the answers the slope would be fitted to chance. */
const leastFacesOfAFifth = 100;

/**
 * Of two slopes that are equally even up to chance the flatter is better: there are few faces at the ends, where a steep one has
 * a large effect.
 */
const pointsASlopeMustGain = 0.01;

/**
 * Finds the temperature at which intervals cover the stated share of all faces, and the slope at which the share is most
 * even over the five fifths of the answers, from the youngest to the oldest. With fewer than 500 ages the slope is 0.
 */
export function fitAgeTemperature(data: CalibrationData, { probability }: { probability: number }): AgeTemperature {
  const slope = fitSlope(knownFaces(data), probability);
  // Coverage grows with the temperature; the range is halved to less than a thousandth.
  const temperature = halve(
    (middle) => intervalCoverage(data, { temperature: middle, slope, probability }) >= probability,
  );
  return { ageTemperature: Math.round(temperature * 1000) / 1000, ageTemperatureSlope: slope };
}

function fitSlope(faces: readonly KnownAnswer[], probability: number): number {
  if (faces.length < 5 * leastFacesOfAFifth) return 0;
  // Each face has a temperature from which on its age is inside, so that a slope needs no look at the distributions. (For ages
  // at the ends it may leave the interval again, at temperatures far from those that fit all.)
  const answers = faces
    .map((face) => ({ ...face, logLeast: Math.log(halve((middle) => isInside(face, middle, probability))) }))
    .sort((one, other) => one.place - other.place);
  const fifths = [0, 1, 2, 3, 4].map((fifth) =>
    answers.slice(Math.floor((fifth * answers.length) / 5), Math.floor(((fifth + 1) * answers.length) / 5)),
  );
  const unevennessAt = (slope: number) => {
    const needed = ({ logLeast, place }: (typeof answers)[number]) => logLeast - slope * place;
    const inTheMiddle = answers.map(needed).sort((one, other) => one - other)[
      Math.floor(probability * answers.length)
    ]!;
    const covered = fifths.map(
      (fifth) => fifth.filter((answer) => needed(answer) <= inTheMiddle).length / fifth.length,
    );
    const distance = covered.reduce((sum, share) => sum + Math.abs(share - probability), 0) / covered.length;
    return distance + pointsASlopeMustGain * Math.abs(slope);
  };
  const slopes = Array.from({ length: 25 }, (_, index) => (index - 12) / 4);
  return slopes.reduce((best, slope) => (unevennessAt(slope) < unevennessAt(best) ? slope : best), 0);
}

/** The temperature from which on something holds. */
function halve(holdsAt: (temperature: number) => boolean): number {
  let [low, high] = [0.05, 20];
  for (let halving = 0; halving < 14; halving++) {
    const middle = Math.sqrt(low * high);
    if (holdsAt(middle)) high = middle;
    else low = middle;
  }
  return Math.sqrt(low * high);
}

/** The answer about a face of known age. */
export interface KnownAnswer {
  readonly raw: Float32Array;
  readonly age: number;
  /** The expected age, years. */
  readonly answered: number;
  readonly labels: Pick<Labels, "age">;
  /** Where the answered age lies between the youngest class, -0.5, and the oldest, 0.5: a slope's lever. */
  readonly place: number;
}

export function knownFaces({ age: probabilities, ages, minimumAge }: CalibrationData): KnownAnswer[] {
  const classes = probabilities.length / ages.length;
  const labels = { age: { minimum: minimumAge, maximum: minimumAge + classes - 1 } };
  return ages.flatMap((age, index) => {
    if (age === null) return [];
    const raw = probabilities.subarray(index * classes, (index + 1) * classes);
    const answered = expectedAge(raw, minimumAge);
    return [{ raw, age, answered, labels, place: (answered - minimumAge) / (classes - 1) - 0.5 }];
  });
}

function isInside(
  { raw, age, labels }: KnownAnswer,
  temperature: number,
  probability: number,
  reach?: number,
): boolean {
  const [low, high] = ageInterval(applyTemperature(raw, temperature), labels.age.minimum, probability, reach);
  return age >= low && age <= high;
}
