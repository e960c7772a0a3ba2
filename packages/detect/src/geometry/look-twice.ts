// What all detectors share after decoding: a second look for large faces, non-maximum suppression, and the correction of boxes. Plain
// arithmetic on boxes.
import type { RgbImage } from "@fagr/core";
import type { ScoredBox } from "./non-maximum-suppression";

/** When a second look is needed, and how it is taken. */
export interface LookTwiceOptions {
  /** Length of the picture's longer side inside the input at the first and at the second look, pixels. */
  readonly contentSizes: readonly [first: number, second: number];
  /**
   * The largest face that the network finds and frames reliably at the first look: the longer side of its box by the
   * picture's longer side.
   */
  readonly largestShare: number;
}

/**
 * A detector is trained on faces up to a size. A face that fills the picture is larger than that: it is missed, or its
 * box is off. So where nothing is found, or something that large, the picture is looked at again, smaller.
 *
 * @param look - All candidates at a content size, boxes in pixels of the picture.
 * @returns The candidates to choose from. Small ones come from both looks, large ones from the second if it has any.
 */
export async function lookTwice<T extends ScoredBox>(
  image: RgbImage,
  look: (contentSize: number) => Promise<T[]>,
  { contentSizes, largestShare }: LookTwiceOptions,
): Promise<T[]> {
  const largest = largestShare * Math.max(image.width, image.height);
  const isLarge = ({ box }: T) => Math.max(box.width, box.height) > largest;
  const first = await look(contentSizes[0]);
  if (first.length > 0 && !first.some(isLarge)) return first;
  const second = await look(contentSizes[1]);
  const reliable = second.some(isLarge) ? first.filter((candidate) => !isLarge(candidate)) : first;
  return [...reliable, ...second];
}
