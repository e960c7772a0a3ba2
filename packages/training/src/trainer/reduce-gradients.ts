import type { ParameterLayout } from "../network/parameters";
import type { Team } from "./team";

/** Adds the replicas' gradients up in the first one's array, in their order; batch statistics, of which all have the same, are averaged. */
export function reduceGradients(
  { gradients }: Pick<Team, "gradients">,
  { layout, parts }: { layout: ParameterLayout; parts: number },
): Float32Array {
  const [first, ...others] = gradients.slice(0, parts) as [Float32Array, ...Float32Array[]];
  for (const other of others) for (let index = 0; index < first.length; index++) first[index]! += other[index]!;
  for (const { trainable, offset, length } of layout.slots)
    if (!trainable) for (let index = offset; index < offset + length; index++) first[index]! /= parts;
  return first;
}

/** Moves the moving statistics of batch normalisation towards the batch's, but for those that are frozen. */
export function moveStatistics(
  values: Float32Array,
  { batch, layout, momentum }: { batch: Float32Array; layout: ParameterLayout; momentum: number },
): void {
  for (const { trainable, offset, length, rate } of layout.slots)
    if (!trainable && rate !== 0)
      for (let index = offset; index < offset + length; index++)
        values[index]! += (1 - momentum) * (batch[index]! - values[index]!);
}
