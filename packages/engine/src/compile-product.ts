import type { CompiledActivation } from "./compile-activation";
import { padChannels } from "./geometry";
import type { Kernels } from "./kernels";
import { int16Columns, packInt16Panels } from "./pack-int16";
import { type MatrixLayout, packPanels, padValues } from "./pack-weights";
import type { Workshop } from "./program";

/** Where a product's rows come from and go to, as kernels take it. */
export interface ProductPlaces {
  readonly left: number;
  /** Of what is added, or 0. */
  readonly residual: number;
  readonly out: number;
  /** Of the table that says where each row goes. */
  readonly offsets: number;
  readonly rows: number;
}

/** Multiplies rows by a matrix of weights, with all that follows. */
export type Product = (kernels: Kernels, places: ProductPlaces) => void;

/** A matrix with bias and activation. */
export interface ProductParts extends Omit<MatrixLayout, "columns"> {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly activation: (length: number) => CompiledActivation;
}

/** Rows are made whole numbers once, for all columns, and sums floats again: shorter rows and fewer columns than these gain nothing. */
const fewestColumns = 16;
const fewestInputs = 48;

/** Sums have 32 bits: the longer the rows, the fewer bits are left for weights. At this length they have eight. */
const mostInputs = 1024;

/** Rounded rows that are worked on at once have so many bytes: with a panel of weights they stay in the processor's first cache. */
const blockBytes = 16384;

/** A product in the arithmetic that the program asks for. */
export function compileProduct(workshop: Workshop, parts: ProductParts): Product {
  const inputs = innerLength(parts);
  const fits = parts.units >= fewestColumns && inputs >= fewestInputs && inputs <= mostInputs;
  const isInt16 = workshop.arithmetic === "int16" && fits;
  return isInt16 ? compileInt16(workshop, parts) : compileFloat32(workshop, parts);
}

const innerLength = ({ kernel, units, run, pitch }: ProductParts) => (kernel.length / units / run) * pitch;

function compileFloat32({ memory, panelColumns: columns }: Workshop, parts: ProductParts): Product {
  const { kernel, units, run, pitch } = parts;
  const padded = Math.ceil(units / columns) * columns;
  const panels = memory.constant(packPanels(kernel, { units, run, pitch, columns }));
  const bias = memory.constant(padValues(parts.bias, padded));
  const { mode, slopes } = parts.activation(padded);
  const [K, N] = [innerLength(parts), padChannels(units)];
  return (kernels, { left, residual, out, offsets, rows }) =>
    kernels.pointwise(left, panels, bias, mode, slopes, residual, out, offsets, rows, K, N);
}

function compileInt16({ memory }: Workshop, parts: ProductParts): Product {
  const { kernel, units, run, pitch } = parts;
  const packed = packInt16Panels(kernel, { units, run, pitch });
  const padded = Math.ceil(units / int16Columns) * int16Columns;
  const panels = memory.constant(packed.panels);
  const scales = memory.constant(packed.scales);
  const bias = memory.constant(padValues(parts.bias, padded));
  const { mode, slopes } = parts.activation(padded);
  const [K, N] = [innerLength(parts), padChannels(units)];
  const rowBytes = 4 * Math.ceil(K / 2);
  // A multiple of the four rows of a tile.
  const block = Math.max(16, 4 * Math.floor(blockBytes / rowBytes / 4));
  const scratch = memory.scratch("rows", block * (rowBytes + 4));
  return (kernels, { left, residual, out, offsets, rows }) =>
    // biome-ignore format: one parameter a line would hide the order
    kernels.pointwiseInt16(left, panels, scales, bias, mode, slopes, residual, out, offsets, rows, K, N, scratch, block);
}
