// Shared by all detectors after decoding: a second look for large faces, non-maximum suppression, and the correction of boxes.
// Plain arithmetic on boxes.
import type { RgbImage } from "@fagr/core";
import type { ScoredBox } from "./non-maximum-suppression";

/** When a second look is needed, and how it is taken. */
export interface LookTwiceOptions {
  /** Length of the picture's longer side inside the input at the first and at the second look, pixels. */
  readonly contentSizes: readonly [first: number, second: number];
  /**
   * The largest face that the network reliably finds and frames at the first look: the longer side of its box divided by the
   * picture's longer side.
   */
  readonly largestShare: number;
}

/**
 * A detector is trained on faces up to a size. A face that fills the picture is larger: it is missed, or its box is wrong. So if
 * nothing or such a large face is found, the detector looks at the picture once more, smaller.
 *
 * @param look - All candidates at a content size, boxes in pixels of the picture.
 * @returns The candidates to choose from. Small ones are from both looks, large ones from the second if it found any.
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
