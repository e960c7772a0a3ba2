import type { CropSetDescription } from "@fagr/data";
import { withDefaults } from "../recipe/with-defaults";
import type { Sampler } from "../sampler/sampler";
import { type SourceAges, sourceAgesSchema } from "./source-ages";

/**
 * What is added to the age logits of each data set's samples in training, one number a class, by the data set's name. Data
 * sets that are missing get nothing added.
 */
export type SourceOffsets = Readonly<Record<string, Float32Array>>;

/** Added to a class that a data set cannot speak of. Finite, so that 0 times it is 0. */
export const excludedOffset = -1e4;

/** What {@link sourceOffsets} looks at. */
export interface SourceOffsetOptions {
  readonly sourceAges: SourceAges;
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** The samples that the sampler draws from, with their labels as training sees them. */
  readonly samples: CropSetDescription["samples"];
  /** Draws as the training will. It is drawn from: give a fresh one that nothing else uses. */
  readonly sampler: Sampler;
}

/** How many batches are drawn to see which ages a data set's samples have in training. */
const batchesDrawn = 400;

/** The offsets of every data set among the samples, as {@link SourceAges} has them. */
export function sourceOffsets({ sourceAges, ageRange, samples, sampler }: SourceOffsetOptions): SourceOffsets {
  const [minimum, maximum] = ageRange;
  const classes = maximum - minimum + 1;
  if (sourceAges.kind === "covered")
    return Object.fromEntries(
      Object.entries(sourceAges.ages).map(([source, ranges]) => [
        source,
        Float32Array.from({ length: classes }, (_, index) =>
          ranges.some(([lowest, highest]) => minimum + index >= lowest && minimum + index <= highest)
            ? 0
            : excludedOffset,
        ),
      ]),
    );
  const { uniformShare, smoothing } = withDefaults(sourceAgesSchema, sourceAges);
  const drawn = countDrawnAges({ ageRange, samples, sampler });
  return Object.fromEntries(
    [...drawn].map(([source, counts]) => {
      const smooth = smoothCounts(counts, smoothing);
      const total = smooth.reduce((sum, count) => sum + count, 0);
      return [
        source,
        smooth.map((count) =>
          Math.max(Math.log(((1 - uniformShare) * count * classes) / total + uniformShare), excludedOffset),
        ),
      ];
    }),
  );
}

/** How often each age is drawn from each data set; a band counts in equal parts for its years. */
function countDrawnAges({ ageRange: [minimum, maximum], samples, sampler }: Omit<SourceOffsetOptions, "sourceAges">) {
  const drawn = new Map<string, Float32Array>();
  for (let batch = 0; batch < batchesDrawn; batch++)
    for (const index of sampler.next()) {
      const { age, ageBand, source } = samples[index]!;
      const [lowest, highest] = age === null ? (ageBand ?? []) : [age, age];
      if (lowest === undefined || highest === undefined) continue;
      const first = Math.max(Math.round(lowest), minimum);
      const last = Math.min(Math.round(highest), maximum);
      if (first > last) continue;
      let counts = drawn.get(source);
      if (!counts) {
        counts = new Float32Array(maximum - minimum + 1);
        drawn.set(source, counts);
      }
      for (let year = first; year <= last; year++) counts[year - minimum]! += 1 / (last - first + 1);
    }
  return drawn;
}

/** Counts blurred by a Gaussian, years; what would go past the ends stays at them. */
function smoothCounts(counts: Float32Array, deviation: number): Float32Array {
  if (deviation === 0) return counts;
  const smooth = new Float32Array(counts.length);
  for (const [from, count] of counts.entries()) {
    const weights = counts.map((_, to) => Math.exp(-((to - from) ** 2) / (2 * deviation ** 2)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [to, weight] of weights.entries()) smooth[to]! += (count * weight) / total;
  }
  return smooth;
}
