import { depthwiseForward, paddedInput } from "../depthwise";
import type { BatchPeers } from "./batch-peers";
import { givenStatistics, imagePatches, type PassContext, padValue, rowBlocks, scratchFloats, valueRows } from "./pass";
import type { UnitMemory } from "./unit-memory";

/**
 * Runs a unit forward. The convolution's output is summed up for the batch's statistics block by block, while it is in the cache;
 * a lazy unit ends there.
 */
export function forwardUnit(context: PassContext, unit: UnitMemory): void {
  const { kernels, batch, arena } = context;
  const { memory, channelsOut, x, rowsPerImage } = unit;
  const total = rowsPerImage * batch;
  const given = givenStatistics(context, unit);
  const counts = memory !== undefined && given === undefined;
  if (counts) {
    kernels.fillZero(memory.mean, channelsOut);
    kernels.fillZero(memory.variance, channelsOut);
  }
  const collect = (first: number, rows: number) => {
    if (counts)
      kernels.accumulateMoments(x + first * channelsOut * 4, x, memory.mean, memory.variance, rows, channelsOut);
  };
  convolve(context, unit, collect);
  if (!memory) return;
  if (given) {
    arena.view(memory.mean, channelsOut).set(given.mean);
    arena.view(memory.variance, channelsOut).set(given.variance);
  } else if (context.peers) finishSharedMoments(context, unit, context.peers);
  else kernels.finishMoments(x, memory.mean, memory.variance, total, channelsOut);
  writeScale(context, unit);
  if (unit.lazy) return;
  const residual = unit.residual === undefined ? 0 : context.units[unit.residual]!.y;
  kernels.normaliseActivate(x, memory.scale, memory.shift, memory.alpha, residual, unit.y, total, channelsOut);
}

function convolve(context: PassContext, unit: UnitMemory, collect: (first: number, rows: number) => void): void {
  const { kernels, arena, batch } = context;
  const { geometry, channelsIn, channelsOut, x, rowsPerImage } = unit;
  const input = context.units[unit.input];
  const scratch = arena.borrow(scratchFloats(unit));
  if (unit.convolution.kind === "depthwiseConv") {
    kernels.fillZero(scratch, paddedInput(geometry).size);
    for (let index = 0; index < batch; index++) {
      padValue(context, { from: input!, to: unit, index, padded: scratch });
      const first = index * rowsPerImage;
      depthwiseForward(kernels, geometry, { padded: scratch, filter: unit.kernel, out: x + first * channelsOut * 4 });
      collect(first, rowsPerImage);
    }
  } else {
    const K = channelsIn * geometry.kernelHeight * geometry.kernelWidth;
    const panels = arena.borrow(scratchFloats(unit));
    kernels.packPanels(unit.kernel, panels, K, channelsOut, channelsOut, 1);
    const multiply = (source: number, first: number, rows: number) => {
      kernels.multiplyPanels(source, panels, x + first * channelsOut * 4, rows, K, channelsOut, false);
      collect(first, rows);
    };
    if (input)
      for (const { first, rows } of rowBlocks(unit, batch))
        multiply(valueRows(context, input, { first, rows, scratch }), first, rows);
    else
      for (let index = 0; index < batch; index++) {
        imagePatches(context, unit, { index, patches: scratch });
        multiply(scratch, index * rowsPerImage, rowsPerImage);
      }
    arena.giveBack(panels);
  }
  arena.giveBack(scratch);
}

/**
 * Mean and biased variance of the whole batch from the sums of its parts. Each part has sums of its distance from a row of its own,
 * so they are made to sums of the values themselves, which 64 bits hold without loss.
 */
function finishSharedMoments({ arena, batch }: PassContext, unit: UnitMemory, peers: BatchPeers): void {
  const { memory, channelsOut: channels, x, rowsPerImage } = unit;
  const view = (pointer: number) => arena.view(pointer, channels);
  const [first, means, variances] = [view(x), view(memory!.mean), view(memory!.variance)];
  const rows = rowsPerImage * batch;
  const sums = new Float64Array(2 * channels);
  for (let c = 0; c < channels; c++) {
    const [origin, sum, squares] = [first[c]!, means[c]!, variances[c]!];
    sums[c] = rows * origin + sum;
    sums[channels + c] = squares + 2 * origin * sum + rows * origin * origin;
  }
  peers.sum(sums);
  const all = rowsPerImage * peers.batch;
  for (let c = 0; c < channels; c++) {
    const mean = sums[c]! / all;
    means[c] = mean;
    variances[c] = Math.max(sums[channels + c]! / all - mean * mean, 0);
  }
}

/** gamma (x - mean) / sqrt(variance + epsilon) + beta as x * scale + shift. */
function writeScale({ arena }: PassContext, { memory, channelsOut }: UnitMemory): void {
  const view = (pointer: number) => arena.view(pointer, channelsOut);
  const { gamma, beta, mean, variance, scale, shift, epsilon } = memory!;
  const [gammas, betas, means, variances] = [gamma, beta, mean, variance].map(view) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const scales = view(scale);
  const shifts = view(shift);
  for (let c = 0; c < channelsOut; c++) {
    scales[c] = gammas[c]! / Math.sqrt(variances[c]! + epsilon);
    shifts[c] = betas[c]! - means[c]! * scales[c]!;
  }
}
