import type { PassContext } from "./pass";
import { unmixGradient } from "./style-mixing";
import type { UnitMemory } from "./unit-memory";

/**
 * Adds rows of a unit's gradient, while they are in the cache, to the sums that its batch normalisation needs. Where styles were mixed the
 * gradient is not that of the normalisation's output yet: {@link backwardStyles} collects it.
 */
export function collectSums(
  context: PassContext,
  unit: UnitMemory,
  rows: { dy: number; first: number; rows: number },
): void {
  if (!context.styleFactors.has(unit)) addToSums(context, unit, rows);
}

/** Takes the gradient of a unit's value through the mixing of styles, if there was any. */
export function backwardStyles(context: PassContext, unit: UnitMemory, dy: number): void {
  const factors = context.styleFactors.get(unit);
  if (!factors) return;
  unmixGradient(context, unit, { dy, factors });
  addToSums(context, unit, { dy, first: 0, rows: context.batch * unit.rowsPerImage });
}

function addToSums(
  { kernels }: PassContext,
  { memory, x, channelsOut }: UnitMemory,
  { dy, first, rows }: { dy: number; first: number; rows: number },
): void {
  if (!memory) return;
  const offset = first * channelsOut * 4;
  const { scale, shift, alpha, mean, dBeta, sumDzX, dAlpha } = memory;
  // biome-ignore format: the kernel's parameters, in its order
  kernels.activationGradientSums(x + offset, dy + offset, scale, shift, alpha, mean, dBeta, sumDzX, dAlpha, rows, channelsOut);
}
