import { expectedAge } from "@fagr/core/network";
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

/**
 * The targets of some samples with the teachers' say in them. Of a sample whose label is a band the teachers say which of its years: the band
 * itself says nothing of that. Where the recipe keeps the data sets' ages apart, the answers get what the student's logits get.
 */
export function teach(targets: Targets, indices: Int32Array, { targets: answers, share }: Lessons): Targets {
  const said = pickTargets(answers, indices);
  const shares = new Float32Array(indices.length).fill(1 - share);
  const own = { ...targets, ages: targets.ages.slice() };
  for (const index of indices.keys()) {
    if (said.ageWeights[index] === 0) continue;
    const row = rowOf(said.ages, index, indices.length);
    const from = rowOf(own.ages, index, indices.length);
    const offsets = targets.ageOffsets && rowOf(targets.ageOffsets, index, indices.length);
    const isBand = targets.bands[index] === 1;
    if (!offsets && !isBand) continue;
    const known = reweigh(row, (age) => (isBand && from[age] === 0 ? 0 : Math.exp(offsets?.[age] ?? 0)));
    if (!known) said.ageWeights[index] = said.yearWeights[index] = 0;
    else {
      said.years[index] = expectedAge(row, 0);
      if (isBand) from.set(row);
    }
  }
  const { ageOffsets } = targets;
  return { ...mixTargets(own, said, shares), ...(ageOffsets ? { ageOffsets } : {}) };
}

/** What teachers give to all years that a label allows, below which their answer is no help to choose among these. */
const leastKnown = 1e-3;

/** Weighs probabilities anew; false, and no change, if too little of them is left. */
function reweigh(row: Float32Array, weightOf: (age: number) => number): boolean {
  const weighed = row.map((value, age) => value * weightOf(age));
  const sum = weighed.reduce((total, value) => total + value, 0);
  if (!(sum >= leastKnown)) return false;
  for (const [age, value] of weighed.entries()) row[age] = value / sum;
  return true;
}

function rowOf(rows: Float32Array, index: number, count: number): Float32Array {
  const length = rows.length / count;
  return rows.subarray(index * length, (index + 1) * length);
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
