import { InvalidArgumentError } from "../errors";
import { describeValue } from "../values/describe-value";
import type { BoundingBox } from "./rgb-image";

/** No picture is this large, in pixels; such a box is a mistake, and would take forever. */
const farthest = 1e7;

/** Pixels. */
interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What is wrong with a box, in a picture of this size where it is given, as the end of a message; undefined if nothing is. */
export function whyNoBox(box: unknown, image?: PictureSize): string | undefined {
  if (typeof box !== "object" || box === null) return `received ${describeValue(box)}`;
  const { x, y, width, height } = box as BoundingBox;
  const told = `{ x: ${shown(x)}, y: ${shown(y)}, width: ${shown(width)}, height: ${shown(height)} }`;
  for (const value of [x, y, width, height])
    if (typeof value !== "number" || !(Math.abs(value) <= farthest)) return `received ${told}`;
  if (!(width > 0 && height > 0)) return `received ${told}, which has no area`;
  if (image && (x >= image.width || y >= image.height || x + width <= 0 || y + height <= 0))
    return `received ${told}, which lies outside the picture of ${image.width}x${image.height} pixels`;
  return undefined;
}

const shown = (value: unknown) => (typeof value === "number" ? String(value) : describeValue(value).slice(0, 40));

/**
 * Checks that a value is a box. In a picture, where its size is given, it may reach over the edge but not lie outside.
 *
 * @throws InvalidArgumentError
 */
export function checkBox(box: unknown, image?: PictureSize): void {
  const problem = whyNoBox(box, image);
  if (problem)
    throw new InvalidArgumentError(
      `Expected a box { x, y, width, height } in pixels of the picture, with x and y within ${farthest} pixels and with width and height in (0, ${farthest}], ${problem}.`,
    );
}
