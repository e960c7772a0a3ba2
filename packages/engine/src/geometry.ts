import type { FeatureShape, Padding } from "@fagr/core/network";

/** How a value, [height, width, channels], lies in memory. */
export interface Geometry {
  readonly height: number;
  readonly width: number;
  /** Floats from a pixel to the next: the channels, and zeros up to a multiple of 4. */
  readonly pitch: number;
  /** Pixels of zeros around it, for the convolution that reads it. */
  readonly border: Padding;
}

export const noBorder: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** Where the kernels want a multiple of 4. */
export const padChannels = (channels: number) => Math.ceil(channels / 4) * 4;

/** Channels are padded, but those of a picture that convolutions alone read: it comes as it is, three floats a pixel. */
export function geometryOf([height, width, channels]: FeatureShape, border: Padding, isImage: boolean): Geometry {
  return { height, width, pitch: isImage ? channels : padChannels(channels), border };
}

export const hasBorder = ({ border }: Geometry) => border.top + border.bottom + border.left + border.right > 0;

/** Floats of a row, with its border. */
export const rowFloats = ({ width, pitch, border }: Geometry) => (border.left + width + border.right) * pitch;

/** Floats of one image, with its border. */
export const imageFloats = (geometry: Geometry) =>
  rowFloats(geometry) * (geometry.border.top + geometry.height + geometry.border.bottom);

/** Bytes from the beginning of the value to each pixel inside the border, for a number of images that lie one after the other. */
export function pixelOffsets(geometry: Geometry, images: number): Uint32Array {
  const { height, width, pitch, border } = geometry;
  const offsets = new Uint32Array(images * height * width);
  let index = 0;
  for (let image = 0; image < images; image++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const floats =
          image * imageFloats(geometry) + (border.top + y) * rowFloats(geometry) + (border.left + x) * pitch;
        offsets[index++] = floats * 4;
      }
  return offsets;
}

/** Bytes from the beginning of a value to the first pixel that a window reads, if it reaches `padding` pixels outside. */
export const windowStart = (geometry: Geometry, padding: Padding) =>
  4 *
  ((geometry.border.top - padding.top) * rowFloats(geometry) + (geometry.border.left - padding.left) * geometry.pitch);
