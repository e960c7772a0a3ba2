import type { BoundingBox, RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";

/** The scale at which sharpness is stated: the face's box is shrunk to this side, pixels. */
export const sharpnessScale = 32;

/**
 * How sharp a face is: the variance of the Laplacian of its grey pixels (Pech-Pacheco et al. 2000), after the part of the box
 * that lies in the picture was shrunk to 32x32. At one scale faces of all sizes can be compared: blur too fine for a network does
 * not count, and a small sharp face does not count as blurred, since 32 pixels is the smallest size that the filter accepts.
 *
 * @param box - The face, pixels of the image.
 * @returns Grey levels squared, >= 0: 0 for one colour, under 100 if eyes are mere shadows, 300 to 2500 for nearly all
 * photographs.
 * @throws InvalidArgumentError if the box lies outside the image.
 *
 * @example
 * ```ts
 * const { box } = mostCentralFace(await detector.detect(image), image)!;
 * console.log(measureSharpness(image, box)); // such as 1234.5
 * ```
 */
export function measureSharpness(image: RgbImage, box: BoundingBox): number {
  const size = sharpnessScale;
  const { data } = cropAndResize(image, { box: visiblePart(box, image), width: size, height: size });
  const grey = Float64Array.from(
    { length: size * size },
    // ITU-R BT.601
    (_, index) => 0.299 * data[index * 3]! + 0.587 * data[index * 3 + 1]! + 0.114 * data[index * 3 + 2]!,
  );
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < size - 1; y++)
    for (let x = 1; x < size - 1; x++) {
      const index = y * size + x;
      const laplacian =
        grey[index - 1]! + grey[index + 1]! + grey[index - size]! + grey[index + size]! - 4 * grey[index]!;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  const count = (size - 2) ** 2;
  return Math.max(squares / count - (sum / count) ** 2, 0);
}

/** Beyond the edge the nearest pixel is repeated, which is as smooth as blur. */
function visiblePart({ x, y, width, height }: BoundingBox, image: RgbImage): BoundingBox {
  const left = Math.max(x, 0);
  const top = Math.max(y, 0);
  return {
    x: left,
    y: top,
    width: Math.min(x + width, image.width) - left,
    height: Math.min(y + height, image.height) - top,
  };
}
