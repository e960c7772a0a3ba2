import { compileActivation } from "./compile-activation";
import { compileProduct } from "./compile-product";
import { withoutBorder } from "./compile-transfer";
import type { ConvolutionStep } from "./fuse";
import { imageFloats, padChannels, rowFloats, windowStart } from "./geometry";
import type { ConvolutionOperation, DepthwiseOperation } from "./graph";
import { packFilter, padValues } from "./pack-weights";
import type { Workshop } from "./program";
import { insideOf, isMatrix } from "./values";

/** Patches of so many bytes are made and multiplied in turn: they stay in the processor's cache. */
const patchBytes = 65536;

/** A convolution with what follows it; its pixels are the rows of a matrix, or its patches are. */
export function compileConvolution(workshop: Workshop, step: ConvolutionStep): void {
  const { memory, values, operations } = workshop;
  const { input, kernelSize, stride, padding, kernel, bias } = step.operation as ConvolutionOperation;
  const from = isMatrix(step) ? withoutBorder(workshop, input) : values.get(input);
  const added = step.added === null ? null : withoutBorder(workshop, step.added);
  const to = values.place(step.name);
  const units = bias.length;
  const { pitch } = from.geometry;
  const [height, width] = kernelSize;
  const activation = (length: number) => compileActivation(workshop, step.activation, length);
  const product = compileProduct(workshop, { kernel, bias, units, run: values.shape(input)[2], pitch, activation });
  const offsets = memory.offsets(to.geometry);
  const { height: outHeight, width: outWidth } = to.geometry;
  const pixels = outHeight * outWidth;
  const residual = added?.address ?? 0;
  const out = to.address;
  if (isMatrix(step)) {
    operations.push(({ kernels }, images) =>
      product(kernels, { left: from.address, residual, out, offsets, rows: images * pixels }),
    );
    return;
  }
  const [K, N] = [height * width * pitch, padChannels(units)];
  const band = Math.min(outHeight, Math.max(1, Math.floor(patchBytes / (4 * outWidth * K))));
  const patches = memory.scratch("patches", 4 * band * outWidth * K);
  const source = from.address + windowStart(from.geometry, padding);
  const [row, size] = [rowFloats(from.geometry), 4 * imageFloats(from.geometry)];
  operations.push(({ kernels }, images) => {
    for (let image = 0; image < images; image++)
      for (let first = 0; first < outHeight; first += band) {
        const rows = Math.min(band, outHeight - first);
        const pixel = image * pixels + first * outWidth;
        const top = source + image * size + first * stride * row * 4;
        // biome-ignore format: one parameter a line would hide the order
        kernels.patches(top, patches, row, rows, outWidth, height, width * pitch, stride, stride * pitch);
        product(kernels, {
          left: patches,
          residual: residual && residual + 4 * pixel * N,
          out,
          offsets: offsets + 4 * pixel,
          rows: rows * outWidth,
        });
      }
  });
}

/** A depthwise convolution with its activation. */
export function compileDepthwise(workshop: Workshop, step: ConvolutionStep): void {
  const { memory, values, operations } = workshop;
  const { input, kernelSize, stride, padding, kernel, bias } = step.operation as DepthwiseOperation;
  const from = values.get(input);
  const to = values.place(step.name);
  const { pitch } = from.geometry;
  const filter = memory.constant(packFilter(kernel, bias.length, pitch));
  const biasAddress = memory.constant(padValues(bias, pitch));
  const { mode, slopes } = compileActivation(workshop, step.activation, pitch);
  const source = from.address + windowStart(from.geometry, padding);
  const out = insideOf(to);
  const [row, outRow] = [4 * rowFloats(from.geometry), 4 * rowFloats(to.geometry)];
  const [size, outSize] = [4 * imageFloats(from.geometry), 4 * imageFloats(to.geometry)];
  const { height, width } = to.geometry;
  operations.push(({ kernels }, images) => {
    for (let image = 0; image < images; image++)
      // biome-ignore format: one parameter a line would hide the order
      kernels.depthwise(source + image * size, filter, biasAddress, mode, slopes, out + image * outSize, row, outRow, pitch, height, width, kernelSize[0], kernelSize[1], stride);
  });
}
