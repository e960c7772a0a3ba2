import type { BoundingBox, RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import type { ComparedFace } from "./compared-model";

/** The face's box, or the whole picture if there is none. */
export function boxOf({ image, box }: ComparedFace): BoundingBox {
  return box ?? { x: 0, y: 0, width: image.width, height: image.height };
}

/** What square of a face a network takes. */
export interface SquareCrop {
  /** Side of the square, in sides of a square as large as the face's box. */
  readonly scale: number;
  /** Width and height of the result, pixels. */
  readonly size: number;
  /** What is seen beyond the picture: its last pixels again, or black. */
  readonly beyond: "edge" | "black";
}

/** A square about a face's centre. */
export function squareCrop(face: ComparedFace, { scale, size, beyond }: SquareCrop): RgbImage {
  const { x, y, width, height } = boxOf(face);
  const side = Math.sqrt(width * height) * scale;
  const [left, top] = [x + (width - side) / 2, y + (height - side) / 2];
  const crop = cropAndResize(face.image, {
    box: { x: left, y: top, width: side, height: side },
    width: size,
    height: size,
  });
  if (beyond === "black") blacken(crop, face.image, { left, top, step: side / size });
  return crop;
}

/** Black where a pixel's middle lies beyond the picture. */
function blacken(
  crop: RgbImage,
  image: RgbImage,
  { left, top, step }: { left: number; top: number; step: number },
): void {
  for (let row = 0; row < crop.height; row++)
    for (let column = 0; column < crop.width; column++) {
      const [x, y] = [left + (column + 0.5) * step, top + (row + 0.5) * step];
      if (x < 0 || y < 0 || x >= image.width || y >= image.height)
        crop.data.fill(0, (row * crop.width + column) * 3, (row * crop.width + column + 1) * 3);
    }
}

/** How a network wants its pixels. */
export interface PixelLayout {
  readonly order: "RGB" | "BGR";
  /** The brightest pixel's value; the darkest is 0. */
  readonly maximum: 1 | 255;
  /** `[3, height, width]` instead of `[height, width, 3]`. */
  readonly planar: boolean;
}

/** Bytes of a picture as a network's floats. */
export function toPixels({ width, height, data }: RgbImage, { order, maximum, planar }: PixelLayout): Float32Array {
  const area = width * height;
  const pixels = new Float32Array(area * 3);
  for (let position = 0; position < area; position++)
    for (let channel = 0; channel < 3; channel++) {
      const source = position * 3 + (order === "RGB" ? channel : 2 - channel);
      pixels[planar ? channel * area + position : position * 3 + channel] = (data[source]! * maximum) / 255;
    }
  return pixels;
}
