import { InvalidArgumentError } from "@fagr/core";
import { createRandom } from "@fagr/core/sampling";
import { type Estimate, percentileInterval } from "./estimate";
import type { FaceColumns } from "./face-columns";
import { countFaces, emptyTally, toFigures } from "./tally";

/** How confidence intervals are computed. */
export interface BootstrapOptions {
  /** How often faces are resampled. Default 1,000; 0 gives no intervals. */
  readonly resamples?: number;
  /** Share of the resampled figures that an interval holds, in (0, 1). Default 0.95. */
  readonly confidence?: number;
  /** Seed of the draws: the same seed gives the same intervals. Default 1. */
  readonly seed?: number;
}

/** @throws InvalidArgumentError for options out of range. */
export function checkBootstrap({ resamples, confidence }: Required<BootstrapOptions>): void {
  if (!Number.isInteger(resamples) || resamples < 0)
    throw new InvalidArgumentError(`Expected a whole number of resamples, 0 or more, received ${resamples}.`);
  if (!(confidence > 0 && confidence < 1))
    throw new InvalidArgumentError(
      `Expected a confidence between 0 and 1 (both excluded), such as 0.95, received ${confidence}.`,
    );
}

/**
 * Every figure of some faces with its confidence interval: percentile bootstrap (Efron 1979) by face, as many faces drawn with
 * replacement as there are. It shows how much the figure depends on the choice of these faces, not how other data would differ;
 * several pictures of one person make it slightly too narrow, and a share of exactly 0 or 1 has an interval of no width.
 *
 * @param faces - Which faces of the columns, each once.
 */
export function estimateFigures(
  columns: FaceColumns,
  faces: Int32Array,
  { tolerances, resamples, confidence, seed }: Required<BootstrapOptions> & { tolerances: readonly number[] },
): Estimate[] {
  const tally = emptyTally(tolerances.length);
  countFaces(tally, columns, faces);
  const values = toFigures(tally);
  const resampled = values.map(() => new Float64Array(resamples));
  const size = faces.length;
  const drawn = new Int32Array(size);
  const random = createRandom(seed);
  for (let round = 0; round < resamples; round++) {
    for (let place = 0; place < size; place++) drawn[place] = faces[(random() * size) | 0]!;
    countFaces(tally, columns, drawn);
    for (const [figure, value] of toFigures(tally).entries()) resampled[figure]![round] = value;
  }
  return values.map((value, figure) =>
    Number.isNaN(value)
      ? { value: null, interval: null }
      : { value, interval: percentileInterval(resampled[figure]!, confidence) },
  );
}
