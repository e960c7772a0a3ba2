// Random views of a crop: one affine warp, then lost resolution, blur, colours, noise, compression, covering. All randomness
// comes from a seed made of step and place in the batch.
import { createRandom } from "@fagr/core/sampling";
import { withDefaults } from "../recipe/with-defaults";
import { type Augmentation, augmentationSchema } from "./augmentation";
import { blur } from "./blur";
import { changeColours } from "./colours";
import { coverRectangle } from "./cover-rectangle";
import { compressAsJpeg } from "./jpeg";
import { addNoise } from "./noise";
import type { Pixels } from "./pixels";
import { reduceResolution } from "./reduce-resolution";
import { type SourceCrop, warp } from "./warp";

/** The output, `[size, size, 3]` RGB 0..1 at `offset` of `out`, and the seed of all randomness. */
export interface AugmentTarget extends Pixels {
  readonly seed: number;
}

/**
 * Writes one augmented view of a crop as network input, all changes drawn from the seed: geometry by one affine map, sampled
 * bilinearly; then lost resolution, blur, light and colour, noise, compression and covering. The same crop, settings and seed
 * give the same numbers.
 *
 * @example
 * ```ts
 * const out = new Float32Array(62 * 62 * 3);
 * augmentCrop(crop, documentAugmentation, { out, offset: 0, size: 62, seed: 7 });
 * ```
 */
export function augmentCrop(crop: SourceCrop, given: Augmentation, target: AugmentTarget): void {
  const augmentation = withDefaults(augmentationSchema, given);
  const random = createRandom(target.seed);
  warp(crop, { augmentation, pixels: target, random });
  if (random() < augmentation.lowResolution) reduceResolution(target, 16 + Math.floor(random() * 33));
  if (random() < augmentation.blur) blur(target, 0.5 + random());
  changeColours(target, { augmentation, random });
  if (augmentation.noise > 0) addNoise(target, { deviation: random() * augmentation.noise, random });
  if (random() < augmentation.jpeg)
    compressAsJpeg(target, { quality: 10 + Math.floor(random() * 41), shift: Math.floor(random() * 64) });
  if (random() < augmentation.erasing) coverRectangle(target, random);
}
