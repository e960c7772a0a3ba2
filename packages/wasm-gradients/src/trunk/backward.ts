import {
  addFilterGradient,
  inputGradientByConvolution,
  inputGradientByScatter,
  paddedGradient,
  paddedInput,
  turnFilter,
} from "../depthwise";
import { collectSums } from "./gradient-sums";
import { givenStatistics, imagePatches, type PassContext, padValue, rowBlocks, scratchFloats, valueRows } from "./pass";
import type { UnitMemory } from "./unit-memory";

/** Gradients of the units' values on their way back: a buffer, and whether something has been written to it. */
export interface ValueGradient {
  readonly pointer: number;
  readonly isFilled: boolean;
}

/**
 * Runs a unit backward. Its own gradient `dy` is complete and its sums are collected; what the convolution's output would get (dx)
 * exists only block by block, between the kernels that make and use it.
 */
export function backwardUnit(
  context: PassContext,
  unit: UnitMemory,
  { dy, input }: { dy: number; input: ValueGradient | undefined },
): void {
  finishNorm(context, unit);
  context.kernels.fillZero(unit.dKernel, unit.kernelLength);
  if (unit.convolution.kind === "depthwiseConv") backwardDepthwise(context, unit, { dy, dInput: input!.pointer });
  else if (input) backwardPointwise(context, unit, { dy, input });
  else backwardFirst(context, unit, dy);
}

/**
 * dGamma, and the factors of {@link NormMemory}'s gradient: that of batch normalisation in training mode, written out. The factors
 * need the sums of the whole batch; dGamma and dBeta stay those of this part, whose gradients are added up later.
 */
function finishNorm(context: PassContext, unit: UnitMemory): void {
  const { arena, batch, peers } = context;
  const { memory, channelsOut, rowsPerImage } = unit;
  if (!memory) return;
  const view = (pointer: number) => arena.view(pointer, channelsOut);
  const M = rowsPerImage * (peers?.batch ?? batch);
  const [means, variances, scales, sums, betas] = [
    memory.mean,
    memory.variance,
    memory.scale,
    memory.sumDzX,
    memory.dBeta,
  ].map(view) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const [gammas, factors, constants] = [memory.dGamma, memory.xFactor, memory.constant].map(view) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  if (givenStatistics(context, unit)) {
    // Given statistics are constants: the gradient goes straight through the multiplication.
    for (let c = 0; c < channelsOut; c++) gammas[c] = sums[c]! / Math.sqrt(variances[c]! + memory.epsilon);
    factors.fill(0);
    constants.fill(0);
    return;
  }
  const whole = Float64Array.of(...sums, ...betas);
  peers?.sum(whole);
  for (let c = 0; c < channelsOut; c++) {
    const reciprocal = 1 / Math.sqrt(variances[c]! + memory.epsilon);
    gammas[c] = sums[c]! * reciprocal;
    const factor = (-scales[c]! * reciprocal * reciprocal * whole[c]!) / M;
    factors[c] = factor;
    constants[c] = -(factor * means[c]! + (scales[c]! * whole[channelsOut + c]!) / M);
  }
}

/** The gradient of the convolution's output for some rows: written to `into`, or dy itself where nothing follows it. */
function outputGradient(
  { kernels }: PassContext,
  { memory, x, channelsOut }: UnitMemory,
  { dy, first, rows, into }: { dy: number; first: number; rows: number; into: number },
): number {
  const offset = first * channelsOut * 4;
  if (!memory) return dy + offset;
  const { scale, shift, alpha, xFactor, constant } = memory;
  kernels.normaliseGradient(x + offset, dy + offset, scale, shift, alpha, xFactor, constant, into, rows, channelsOut);
  return into;
}

function backwardPointwise(
  context: PassContext,
  unit: UnitMemory,
  { dy, input: { pointer: dInput, isFilled } }: { dy: number; input: ValueGradient },
): void {
  const { kernels, arena, batch } = context;
  const { channelsIn, channelsOut } = unit;
  const input = context.units[unit.input]!;
  const [scratch, sourceScratch, panels] = borrow(context, unit, 3) as [number, number, number];
  kernels.packPanels(unit.kernel, panels, channelsOut, channelsIn, 1, channelsOut);
  for (const { first, rows } of rowBlocks(unit, batch)) {
    const dx = outputGradient(context, unit, { dy, first, rows, into: scratch });
    const source = valueRows(context, input, { first, rows, scratch: sourceScratch });
    kernels.matmulTransposedLeft(source, dx, unit.dKernel, rows, channelsIn, channelsOut, true);
    kernels.multiplyPanels(dx, panels, dInput + first * channelsIn * 4, rows, channelsOut, channelsIn, isFilled);
    collectSums(context, input, { dy: dInput, first, rows });
  }
  for (const pointer of [scratch, sourceScratch, panels]) arena.giveBack(pointer);
}

function backwardDepthwise(
  context: PassContext,
  unit: UnitMemory,
  { dy, dInput }: { dy: number; dInput: number },
): void {
  const { kernels, arena, batch } = context;
  const { geometry, channelsOut: channels, rowsPerImage } = unit;
  const { outHeight, outWidth, height, width } = geometry;
  const input = context.units[unit.input]!;
  const [gradient, padded, filter] = borrow(context, unit, 3) as [number, number, number];
  kernels.fillZero(padded, paddedInput(geometry).size);
  const border = paddedGradient(geometry);
  if (border) {
    kernels.fillZero(gradient, border.size);
    turnFilter(kernels, geometry, { filter: unit.kernel, turned: filter });
  }
  for (let index = 0; index < batch; index++) {
    padValue(context, { from: input, to: unit, index, padded });
    const first = index * rowsPerImage;
    const dx = dInput + index * height * width * channels * 4;
    if (border) {
      const inside = gradient + border.inside;
      const row = outWidth * channels;
      if (unit.memory)
        for (let y = 0; y < outHeight; y++)
          outputGradient(context, unit, {
            dy,
            first: first + y * outWidth,
            rows: outWidth,
            into: inside + y * border.row * 4,
          });
      else kernels.copyImage(dy + first * channels * 4, inside, outHeight, row, row, border.row);
      addFilterGradient(kernels, geometry, { padded, dy: inside, dyWidth: border.width, dFilter: unit.dKernel });
      inputGradientByConvolution(kernels, geometry, { paddedDy: gradient, turned: filter, dx });
    } else {
      const plain = outputGradient(context, unit, { dy, first, rows: rowsPerImage, into: gradient });
      addFilterGradient(kernels, geometry, { padded, dy: plain, dyWidth: outWidth, dFilter: unit.dKernel });
      // The padded input has been used: its place takes the padded gradient, whose border is then cleared again.
      inputGradientByScatter(kernels, geometry, { dy: plain, filter: unit.kernel, scratch: padded, dx });
      kernels.fillZero(padded, paddedInput(geometry).size);
    }
    collectSums(context, input, { dy: dInput, first: index * height * width, rows: height * width });
  }
  for (const pointer of [gradient, padded, filter]) arena.giveBack(pointer);
}

/** The first convolution: nobody asks for the gradient of the image. */
function backwardFirst(context: PassContext, unit: UnitMemory, dy: number): void {
  const { kernels, arena, batch } = context;
  const { geometry, channelsIn, channelsOut, rowsPerImage } = unit;
  const K = channelsIn * geometry.kernelHeight * geometry.kernelWidth;
  const [scratch, patches] = borrow(context, unit, 2) as [number, number];
  for (let index = 0; index < batch; index++) {
    const dx = outputGradient(context, unit, { dy, first: index * rowsPerImage, rows: rowsPerImage, into: scratch });
    imagePatches(context, unit, { index, patches });
    kernels.matmulTransposedLeft(patches, dx, unit.dKernel, rowsPerImage, K, channelsOut, true);
  }
  for (const pointer of [scratch, patches]) arena.giveBack(pointer);
}

function borrow({ arena }: PassContext, unit: UnitMemory, count: number): number[] {
  return Array.from({ length: count }, () => arena.borrow(scratchFloats(unit)));
}
