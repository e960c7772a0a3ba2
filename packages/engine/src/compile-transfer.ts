import { compileActivation } from "./compile-activation";
import type { TransferStep } from "./fuse";
import { hasBorder, imageFloats, rowFloats } from "./geometry";
import type { Workshop } from "./program";
import { insideOf, type Value } from "./values";

/** A sum, an enlargement or an activation by itself. */
export function compileTransfer(workshop: Workshop, { name, input, factor, added, activation }: TransferStep): void {
  const { values } = workshop;
  const to = values.place(name);
  const { mode, slopes } = compileActivation(workshop, activation, to.geometry.pitch);
  pushTransfer(workshop, {
    from: values.get(input),
    factor,
    added: added === null ? null : values.get(added),
    mode,
    slopes,
    to,
  });
}

/** A value without its border, for kernels that want it so; a copy, if it has one. */
export function withoutBorder(workshop: Workshop, name: string): Value {
  const from = workshop.values.get(name);
  if (!hasBorder(from.geometry)) return from;
  const { copy, isNew } = workshop.values.placeCopy(name);
  if (isNew) pushTransfer(workshop, { from, factor: 1, added: null, mode: 0, slopes: 0, to: copy });
  return copy;
}

interface Transfer {
  readonly from: Value;
  readonly factor: number;
  readonly added: Value | null;
  readonly mode: number;
  readonly slopes: number;
  readonly to: Value;
}

function pushTransfer({ operations }: Workshop, { from, factor, added, mode, slopes, to }: Transfer): void {
  const [source, out] = [insideOf(from), insideOf(to)];
  const plus = added ? insideOf(added) : 0;
  const [row, plusRow, outRow] = [from, added, to].map((value) => (value ? 4 * rowFloats(value.geometry) : 0));
  const [size, plusSize, outSize] = [from, added, to].map((value) => (value ? 4 * imageFloats(value.geometry) : 0));
  const { pitch, height, width } = to.geometry;
  operations.push(({ kernels }, images) => {
    for (let image = 0; image < images; image++)
      // biome-ignore format: one parameter a line would hide the order
      kernels.transfer(source + image * size!, row!, factor, plus && plus + image * plusSize!, plusRow!, mode, slopes, out + image * outSize!, outRow!, pitch, height, width);
  });
}
