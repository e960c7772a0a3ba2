import * as v from "valibot";
import { hookModuleSchema } from "../hooks/hook-module";
import { belowOne, factors, list, number, share } from "../recipe/field-schemas";
import type { Complete, Given } from "../recipe/with-defaults";

export const augmentationSchema = v.strictObject({
  /** Largest rotation to either side, degrees. */
  rotation: number("degrees from 0 to 180", (value) => value >= 0 && value <= 180),
  /** Probability of a rotation by up to 50 degrees to either side instead, as of a tilted head or camera. Default 0. */
  roll: v.optional(share, 0),
  /** Smallest and largest size of the cropped region, in bounding boxes: above 1 shows more surroundings. */
  scale: factors,
  /** Independent change of width and height, share. */
  aspect: belowOne,
  /** Share of the box. */
  shift: share,
  /** Probability of mirroring. */
  mirror: share,
  /** Share of the full range added to all channels. */
  brightness: share,
  /** Lowest and highest factor on the distance of each channel from its mean. */
  contrast: factors,
  /** Lowest and highest factor on the distance of a pixel's channels from its brightness; 0 is grey. */
  saturation: factors,
  /** Turns of the colour circle to either side: 0.03 is 10.8 degrees. */
  hue: number("turns from 0 to 0.5", (value) => value >= 0 && value <= 0.5),
  /** Share by which each channel is scaled independently, as under coloured light. */
  colour: share,
  /** Probability of grey. */
  grey: share,
  /** Probability of a low resolution: the crop is first reduced to 16 to 48 pixels. */
  lowResolution: share,
  /** Probability of a blur of 0.5 to 1.5 pixels (standard deviation of a Gaussian). */
  blur: share,
  /** Probability of JPEG artefacts of low quality: blocks of 8 x 8 whose fine detail is rounded away. */
  jpeg: share,
  /** Highest standard deviation of added noise, share of the full range. */
  noise: share,
  /** Probability that a rectangle of 2 to 20 % of the area is covered by one colour. */
  erasing: share,
  /** Augmentation of your own, one after the other, after all others; see `OwnAugmentation`. Default none. */
  modules: v.optional(list(hookModuleSchema, "a list of modules")),
});

/**
 * The strength of augmentation. Amounts are symmetric about no change; pairs are the lowest and highest value; probabilities are
 * 0..1. All values are drawn uniformly in between.
 */
export interface Augmentation extends Given<typeof augmentationSchema> {}

export type CompleteAugmentation = Complete<typeof augmentationSchema>;

/** No change at all: the box as it is. */
export const noAugmentation: Augmentation = {
  rotation: 0,
  scale: [1, 1],
  aspect: 0,
  shift: 0,
  mirror: 0,
  brightness: 0,
  contrast: [1, 1],
  saturation: [1, 1],
  hue: 0,
  colour: 0,
  grey: 0,
  lowResolution: 0,
  blur: 0,
  jpeg: 0,
  noise: 0,
  erasing: 0,
};

/** What the document's authors do in their code: rotation to 45 degrees, brightness, hue, contrast, saturation, mirror. */
export const documentAugmentation: Augmentation = {
  ...noAugmentation,
  rotation: 45,
  mirror: 0.5,
  brightness: 0.2,
  hue: 0.03,
  contrast: [0.5, 1.5],
  saturation: [0.5, 1.3],
};
