import { InvalidArgumentError } from "@fagr/core";
import type { PassContext } from "./pass";
import type { UnitMemory } from "./unit-memory";

/**
 * Which styles the images of a batch, or of a part of it, take from each other (Zhou et al. 2021, "Domain generalization with MixStyle").
 * A style is the mean and the deviation of every channel of a layer's output; gradients take it for a constant.
 */
export interface StyleMixing {
  /** Names of the layers behind whose outputs styles are mixed. */
  readonly after: ReadonlySet<string>;
  /** Of each image another one: its position in the whole batch. */
  readonly partners: Int32Array;
  /** How much each image keeps of its own style, 0..1; 1 leaves it as it is. */
  readonly shares: Float32Array;
  /** Position of the first of these images in the whole batch. */
  readonly offset: number;
}

/** Added to variances: a channel that is nearly the same everywhere would blow up the rounding of its values otherwise. */
export const styleEpsilon = 1e-3;

/** Mixes the styles of a unit's value in place. Gives the factor on each image's channels, `[N, C]`, for the pass back. */
export function mixStyles(context: PassContext, unit: UnitMemory, styles: StyleMixing): Float32Array {
  if (unit.lazy)
    throw new InvalidArgumentError(
      `Expected styles to be mixed behind layers that end a block, received ${unit.name}: the fused kernels never store its output.`,
    );
  const { arena, batch, peers } = context;
  const { rowsPerImage, channelsOut: channels } = unit;
  const length = rowsPerImage * channels;
  const values = arena.view(unit.y, batch * length);
  // Of every image of the whole batch its means, then its deviations: each part fills in its own, and sums bring the others.
  const all = new Float64Array(2 * channels * (peers?.batch ?? batch));
  const styleOf = (image: number) => all.subarray(2 * channels * image, 2 * channels * (image + 1));
  for (let image = 0; image < batch; image++)
    measureStyle(values.subarray(image * length, (image + 1) * length), styleOf(styles.offset + image));
  peers?.sum(all);
  const factors = new Float32Array(batch * channels).fill(1);
  for (const [image, share] of styles.shares.entries()) {
    if (share === 1) continue;
    const [own, other] = [styleOf(styles.offset + image), styleOf(styles.partners[image]!)];
    for (let c = 0; c < channels; c++) {
      const [mean, deviation] = [own[c]!, own[channels + c]!];
      const factor = share + ((1 - share) * other[channels + c]!) / deviation;
      const shift = share * mean + (1 - share) * other[c]! - mean * factor;
      factors[image * channels + c] = factor;
      for (let place = image * length + c; place < (image + 1) * length; place += channels)
        values[place] = values[place]! * factor + shift;
    }
  }
  return factors;
}

/** The gradient of a unit's value before its styles were mixed, in place of that after. */
export function unmixGradient(
  { arena, batch }: PassContext,
  { rowsPerImage, channelsOut: channels }: UnitMemory,
  { dy, factors }: { dy: number; factors: Float32Array },
): void {
  const length = rowsPerImage * channels;
  const gradient = arena.view(dy, batch * length);
  for (let image = 0; image < batch; image++)
    for (let place = image * length; place < (image + 1) * length; place += channels)
      for (let c = 0; c < channels; c++) gradient[place + c]! *= factors[image * channels + c]!;
}

/** `[C]` means and then `[C]` deviations of one image's `[rows, C]`. */
function measureStyle(values: Float32Array, style: Float64Array): void {
  const channels = style.length / 2;
  const rows = values.length / channels;
  for (let place = 0; place < values.length; place += channels)
    for (let c = 0; c < channels; c++) {
      const value = values[place + c]!;
      style[c]! += value;
      style[channels + c]! += value * value;
    }
  for (let c = 0; c < channels; c++) {
    const mean = style[c]! / rows;
    style[c] = mean;
    style[channels + c] = Math.sqrt(Math.max(style[channels + c]! / rows - mean * mean, 0) + styleEpsilon);
  }
}
