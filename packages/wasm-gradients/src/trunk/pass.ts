import { paddedGradient, paddedInput } from "../depthwise";
import type { Kernels } from "../kernels";
import type { Arena } from "./arena";
import type { BatchPeers } from "./batch-peers";
import type { FrozenParts } from "./frozen-parts";
import type { UnitMemory } from "./unit-memory";

/** What both passes work with. */
export interface PassContext {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly units: readonly UnitMemory[];
  /** `[capacity, S, S, 3]`. */
  readonly image: number;
  /** Images of this batch, or of this part of it. */
  readonly batch: number;
  /** The other parts, if this is one. */
  readonly peers: BatchPeers | undefined;
  /** What is not trained, if anything. */
  readonly frozen: FrozenParts | undefined;
  /** Factors of the units whose styles the pass forward mixed, see {@link mixStyles}. */
  readonly styleFactors: ReadonlyMap<UnitMemory, Float32Array>;
}

/** The statistics of a unit's normalisation where they are given and not those of the batch. */
export function givenStatistics(
  { frozen }: PassContext,
  { norm }: UnitMemory,
): { readonly mean: Float32Array; readonly variance: Float32Array } | undefined {
  const mean = norm && frozen?.statistics.get(`${norm.name}/movingMean`);
  return mean && { mean, variance: frozen!.statistics.get(`${norm.name}/movingVariance`)! };
}

/** Floats of a block of rows: with its result it stays in the L2 cache, so that what is computed from it does not wait for memory. */
const blockFloats = 6144;

/** Splits the rows of a 1x1 convolution into blocks that fit the cache; multiples of four, the height of the kernels' tiles. */
export function* rowBlocks(unit: UnitMemory, batch: number): Generator<{ first: number; rows: number }> {
  const total = unit.rowsPerImage * batch;
  const step = blockRows(unit);
  for (let first = 0; first < total; first += step) yield { first, rows: Math.min(step, total - first) };
}

/** Rows of a block. */
function blockRows({ channelsIn, channelsOut }: UnitMemory): number {
  return Math.max(4, Math.floor(blockFloats / Math.max(channelsIn, channelsOut) / 4) * 4);
}

/** The value of a unit from a row on: where it is stored, or computed into `scratch` for so many rows. */
export function valueRows(
  { kernels }: PassContext,
  { x, y, memory, lazy, channelsOut }: UnitMemory,
  { first, rows, scratch }: { first: number; rows: number; scratch: number },
): number {
  const offset = first * channelsOut * 4;
  if (!lazy) return y + offset;
  kernels.normaliseActivate(x + offset, memory!.scale, memory!.shift, memory!.alpha, 0, scratch, rows, channelsOut);
  return scratch;
}

/** Writes one image of a unit's value inside of the border of the convolution that reads it. */
export function padValue(
  { kernels }: PassContext,
  { from, to, index, padded }: { from: UnitMemory; to: UnitMemory; index: number; padded: number },
): void {
  const { height, width, channels } = to.geometry;
  const border = paddedInput(to.geometry);
  const image = index * to.inputFloats * 4;
  if (!from.lazy) {
    const row = width * channels;
    kernels.copyImage(from.y + image, padded + border.inside, height, row, row, border.row);
    return;
  }
  const { scale, shift, alpha } = from.memory!;
  for (let y = 0; y < height; y++)
    kernels.normaliseActivate(
      from.x + image + y * width * channels * 4,
      scale,
      shift,
      alpha,
      0,
      padded + border.inside + y * border.row * 4,
      width,
      channels,
    );
}

/** Patches of one image for the first convolution, `[rows, kernel height * width * channels]`. */
export function imagePatches(
  { kernels, image }: PassContext,
  unit: UnitMemory,
  { index, patches }: { index: number; patches: number },
): void {
  const {
    height,
    width,
    channels,
    outHeight,
    outWidth,
    kernelHeight,
    kernelWidth,
    strideHeight,
    strideWidth,
    padTop,
    padLeft,
  } = unit.geometry;
  const source = image + index * unit.inputFloats * 4;
  // biome-ignore format: the kernel's parameters, in its order
  kernels.extractPatches(source, patches, height, width, channels, outHeight, outWidth, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
}

/** Floats of scratch that a unit's passes need at most, for each of the buffers that they borrow. */
export function scratchFloats(unit: UnitMemory): number {
  const { geometry, rowsPerImage, channelsIn, channelsOut, input } = unit;
  const panels = Math.max(
    channelsIn * geometry.kernelHeight * geometry.kernelWidth * Math.ceil(channelsOut / 8) * 8,
    channelsOut * Math.ceil(channelsIn / 8) * 8,
  );
  if (unit.convolution.kind === "depthwiseConv")
    return Math.max(
      paddedInput(geometry).size,
      paddedGradient(geometry)?.size ?? 0,
      rowsPerImage * channelsOut,
      unit.kernelLength,
    );
  const patch = geometry.kernelHeight * geometry.kernelWidth * channelsIn;
  if (input === -1) return Math.max(rowsPerImage * Math.max(patch, channelsOut), panels);
  return Math.max(blockRows(unit) * Math.max(channelsIn, channelsOut), panels);
}
