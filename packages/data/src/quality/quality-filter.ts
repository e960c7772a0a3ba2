// The quality filter: how large and how sharp a face has to be. docs/guides/quality-filter.md says how the limits were found.
import { type BoundingBox, InvalidArgumentError, type RgbImage } from "@fagr/core";
import { measureSharpness } from "./sharpness";

/** Which faces are good enough for training. */
export interface QualityOptions {
  /** Smallest width and height of a face's box in the picture, pixels. Default 32, as in the document's section on data. */
  readonly minimumSize?: number | undefined;
  /** Lowest sharpness, see {@link measureSharpness}. Default 100; 0 accepts everything. */
  readonly minimumSharpness?: number | undefined;
}

/** {@link QualityOptions} with every field. */
export interface CompleteQuality {
  readonly minimumSize: number;
  readonly minimumSharpness: number;
}

/** The filter's defaults. docs/guides/quality-filter.md says how the sharpness was chosen. */
export const defaultQuality: CompleteQuality = { minimumSize: 32, minimumSharpness: 100 };

/** The filter's verdict on one face. */
export interface QualityVerdict {
  /** See {@link measureSharpness}. */
  readonly sharpness: number;
  /** Why the face is dropped; absent if it is good enough. */
  readonly fault?: "tooSmall" | "tooBlurry";
  /** The fault in words and figures. */
  readonly detail?: string;
}

/**
 * Judges a face: too small, too blurry, or good enough. A face that is both counts as too small.
 *
 * @param box - The face, pixels of the image.
 * @throws InvalidArgumentError for options that {@link checkQualityOptions} refuses.
 *
 * @example
 * ```ts
 * const { fault } = judgeQuality(image, box); // "tooBlurry"
 * ```
 */
export function judgeQuality(image: RgbImage, box: BoundingBox, options: QualityOptions = {}): QualityVerdict {
  const { minimumSize, minimumSharpness } = checkQualityOptions(options);
  const sharpness = measureSharpness(image, box);
  if (Math.min(box.width, box.height) < minimumSize)
    return {
      sharpness,
      fault: "tooSmall",
      detail: `the face has ${box.width.toFixed(1)}x${box.height.toFixed(1)} pixels, under ${minimumSize}x${minimumSize}`,
    };
  if (sharpness < minimumSharpness)
    return { sharpness, fault: "tooBlurry", detail: `sharpness ${sharpness.toFixed(1)}, under ${minimumSharpness}` };
  return { sharpness };
}

/**
 * The options with their defaults.
 *
 * @throws InvalidArgumentError if one is negative or not a finite number.
 */
export function checkQualityOptions({
  minimumSize = defaultQuality.minimumSize,
  minimumSharpness = defaultQuality.minimumSharpness,
}: QualityOptions): CompleteQuality {
  const quality = { minimumSize, minimumSharpness };
  for (const name of ["minimumSize", "minimumSharpness"] as const)
    if (!(Number.isFinite(quality[name]) && quality[name] >= 0))
      throw new InvalidArgumentError(`Expected ${name} to be a number >= 0, received ${String(quality[name])}.`);
  return quality;
}
