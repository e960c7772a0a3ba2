import type { FaceSample } from "@fagr/data";
import { hasAge, type Targets } from "../losses/targets";
import { mixTargets } from "../mixing/mix-targets";

/** The teachers' answers for a crop set; plain data, which workers are sent. */
export interface Lessons {
  /** A row for each sample of the set. Weight 0 where the teachers have no say. */
  readonly targets: Targets;
  /** The teachers' share, see {@link Distillation}. */
  readonly share: number;
}

type Labels = Pick<FaceSample, "age" | "ageBand" | "gender">;

/**
 * Rows without any say yet.
 *
 * @param count - Samples.
 * @param classes - Age classes.
 */
export function emptyTargets(count: number, classes: number): Targets {
  return {
    ages: new Float32Array(count * classes),
    ageWeights: new Float32Array(count),
    bands: new Float32Array(count),
    years: new Float32Array(count),
    yearWeights: new Float32Array(count),
    genders: new Float32Array(count * 2),
    genderWeights: new Float32Array(count),
  };
}

/**
 * Which answers are taught: those for labels that training sees or that nobody gave. A label that the recipe masks, such as a small child's
 * gender, is not brought back.
 *
 * @param labels - Of the sample as it is.
 * @param seen - The same sample as training sees it.
 */
export function taughtTasks(labels: Labels, seen: Labels, ageRange: readonly [number, number]) {
  const unknownAge = labels.age === null && labels.ageBand === undefined;
  return { age: unknownAge || hasAge(seen, ageRange), gender: labels.gender === null || seen.gender !== null };
}

/** The targets of some samples with the teachers' say in them. */
export function teach(targets: Targets, indices: Int32Array, { targets: answers, share }: Lessons): Targets {
  const shares = new Float32Array(indices.length).fill(1 - share);
  return mixTargets(targets, pickTargets(answers, indices), shares);
}

function pickTargets({ ages, ageWeights, years, yearWeights, genders, genderWeights }: Targets, indices: Int32Array) {
  const pick = (rows: Float32Array) => {
    const length = rows.length / ageWeights.length;
    const picked = new Float32Array(indices.length * length);
    for (const [to, from] of indices.entries())
      picked.set(rows.subarray(from * length, (from + 1) * length), to * length);
    return picked;
  };
  return {
    ages: pick(ages),
    ageWeights: pick(ageWeights),
    bands: new Float32Array(indices.length),
    years: pick(years),
    yearWeights: pick(yearWeights),
    genders: pick(genders),
    genderWeights: pick(genderWeights),
  };
}
