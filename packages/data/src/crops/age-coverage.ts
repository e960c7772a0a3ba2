import type { FaceSample } from "../samples/face-sample";

/** Which ages a data set's labels cover. */
export interface AgeCoverage {
  /** Name of the data set. */
  readonly source: string;
  /** Faces with an exact age. */
  readonly faces: number;
  /** Lowest and highest age of each run of ages that the set covers, years, ascending; between two runs is a gap. */
  readonly ages: readonly (readonly [lowest: number, highest: number])[];
}

/** With fewer faces, a year without any is chance. */
const fewestFaces = 200;

/** A year belongs to a gap if it and its neighbours have less than this share of the faces that the set has in three years on average. */
const sparse = 0.05;

/** Shortest gap, years. */
const shortestHole = 4;

/** The share of the faces at each end that may be outliers. */
const strays = 0.005;

/**
 * Which ages the labels of each data set cover, and where they have gaps. A network that can tell the sets apart learns "this
 * look is never 40" from a set without 40-year-olds. The ages are what a recipe's `sourceAges` takes.
 *
 * @returns Data sets with at least 200 faces of exact age, in the order of their first sample.
 *
 * @example
 * ```ts
 * const { manifest } = await openCropSet("crops");
 * for (const { source, ages } of ageCoverage(manifest.samples)) console.log(source, ages); // WIKI [[18, 29], [48, 59]]
 * ```
 */
export function ageCoverage(samples: Iterable<Pick<FaceSample, "age" | "source">>): AgeCoverage[] {
  const bySource = new Map<string, number[]>();
  for (const { age, source } of samples) {
    if (age === null) continue;
    const ages = bySource.get(source) ?? [];
    ages.push(Math.round(age));
    bySource.set(source, ages);
  }
  return [...bySource]
    .filter(([, ages]) => ages.length >= fewestFaces)
    .map(([source, ages]) => ({ source, faces: ages.length, ages: runsOf(ages.sort((a, b) => a - b)) }));
}

function runsOf(sorted: readonly number[]): [number, number][] {
  const cut = Math.floor(sorted.length * strays);
  const [first, last] = [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
  const counts = new Array<number>(last - first + 1).fill(0);
  for (const age of sorted) if (age >= first && age <= last) counts[age - first]!++;
  const three = (index: number) => (counts[index - 1] ?? 0) + counts[index]! + (counts[index + 1] ?? 0);
  const few = (sparse * 3 * sorted.length) / counts.length;
  const holes: [number, number][] = [];
  for (let index = 0; index < counts.length; index++) {
    if (counts[index]! >= few / 3 && three(index) >= few) continue;
    const open = holes.at(-1);
    if (open?.[1] === index - 1) open[1] = index;
    else holes.push([index, index]);
  }
  const runs: [number, number][] = [];
  let start = 0;
  for (const [from, to] of holes.filter(([begin, end]) => end - begin + 1 >= shortestHole)) {
    if (from > start) runs.push([first + start, first + from - 1]);
    start = to + 1;
  }
  runs.push([first + start, last]);
  return runs;
}
