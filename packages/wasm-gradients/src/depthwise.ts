import type { Kernels } from "./kernels";

/** Sizes of a depthwise convolution of one image, in pixels; one output a channel, no dilation. */
export interface DepthwiseGeometry {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly padBottom: number;
  readonly padRight: number;
}

/** Where an image lies inside of a larger one with a border of zeros. */
export interface Bordered {
  /** Pixels, border included. */
  readonly height: number;
  readonly width: number;
  /** Floats. */
  readonly size: number;
  /** Bytes from the first pixel of the border to the first of the image. */
  readonly inside: number;
  /** Floats from one row to the next. */
  readonly row: number;
}

function bordered(
  { channels }: DepthwiseGeometry,
  { height, width, top, left }: { height: number; width: number; top: number; left: number },
): Bordered {
  const row = width * channels;
  return { height, width, size: height * row, inside: (top * row + left * channels) * 4, row };
}

/** The input with the zeros that the convolution pads it with. */
export function paddedInput(geometry: DepthwiseGeometry): Bordered {
  const { height, width, padTop, padLeft, padBottom, padRight } = geometry;
  return bordered(geometry, {
    height: height + padTop + padBottom,
    width: width + padLeft + padRight,
    top: padTop,
    left: padLeft,
  });
}

/**
 * The gradient of the output with the zeros that make the input's gradient a convolution with the turned filter; undefined where
 * it is none (stride) or the general way is as good.
 */
export function paddedGradient(geometry: DepthwiseGeometry): Bordered | undefined {
  const { height, width, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft } = geometry;
  const fits = kernelHeight === 3 && kernelWidth === 3 && strideHeight === 1 && strideWidth === 1;
  if (!fits || padTop > 2 || padLeft > 2 || geometry.padBottom > 2 || geometry.padRight > 2) return undefined;
  return bordered(geometry, { height: height + 2, width: width + 2, top: 2 - padTop, left: 2 - padLeft });
}

/** The sizes that follow a kernel's pointers. */
type Sizes = [
  channels: number,
  outHeight: number,
  outWidth: number,
  kernelHeight: number,
  kernelWidth: number,
  strideHeight: number,
  strideWidth: number,
];

const sizes = (geometry: DepthwiseGeometry): Sizes => [
  geometry.channels,
  geometry.outHeight,
  geometry.outWidth,
  geometry.kernelHeight,
  geometry.kernelWidth,
  geometry.strideHeight,
  geometry.strideWidth,
];

/** out = the convolution of one padded image. */
export function depthwiseForward(
  kernels: Kernels,
  geometry: DepthwiseGeometry,
  { padded, filter, out }: { padded: number; filter: number; out: number },
): void {
  kernels.depthwiseForward(padded, filter, out, paddedInput(geometry).width, ...sizes(geometry));
}

/** dFilter += one image's part; the rows of dy are `dyWidth` pixels apart. */
export function addFilterGradient(
  kernels: Kernels,
  geometry: DepthwiseGeometry,
  { padded, dy, dyWidth, dFilter }: { padded: number; dy: number; dyWidth: number; dFilter: number },
): void {
  kernels.depthwiseFilterGradient(padded, dy, dFilter, paddedInput(geometry).width, dyWidth, ...sizes(geometry));
}

/** dx of one image from its padded gradient (see {@link paddedGradient}) and the filter turned by {@link turnFilter}. */
export function inputGradientByConvolution(
  kernels: Kernels,
  geometry: DepthwiseGeometry,
  { paddedDy, turned, dx }: { paddedDy: number; turned: number; dx: number },
): void {
  const { channels, height, width } = geometry;
  kernels.depthwiseForward(paddedDy, turned, dx, width + 2, channels, height, width, 3, 3, 1, 1);
}

/** dx of one image, any kernel and stride; `scratch` holds a padded input. */
export function inputGradientByScatter(
  kernels: Kernels,
  geometry: DepthwiseGeometry,
  { dy, filter, scratch, dx }: { dy: number; filter: number; scratch: number; dx: number },
): void {
  const padded = paddedInput(geometry);
  kernels.fillZero(scratch, padded.size);
  kernels.depthwiseScatter(dy, filter, scratch, padded.width, ...sizes(geometry));
  const row = geometry.width * geometry.channels;
  kernels.copyImage(scratch + padded.inside, dx, geometry.height, row, padded.row, row);
}

/** The filter with its taps in the opposite order. */
export function turnFilter(
  kernels: Kernels,
  { kernelHeight, kernelWidth, channels }: DepthwiseGeometry,
  { filter, turned }: { filter: number; turned: number },
): void {
  const taps = kernelHeight * kernelWidth;
  kernels.copyImage(filter, turned + (taps - 1) * channels * 4, taps, channels, channels, -channels);
}
