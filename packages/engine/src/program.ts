import type { FeatureShape } from "@fagr/core/network";
import type { Kernels } from "./kernels";
import type { Constant, MemoryPlan } from "./memory-plan";
import type { Value, Values } from "./values";

/** What operations work on. */
export interface Machine {
  readonly kernels: Kernels;
  /** The whole memory. */
  readonly floats: Float32Array;
}

/** Does a step for the first `images` images that the memory holds. */
export type Operation = (machine: Machine, images: number) => void;

/** A graph as calls of kernels on a memory that is laid out in full. */
export interface Program {
  /** Of memory, weights included. */
  readonly bytes: number;
  readonly constants: readonly Constant[];
  readonly operations: readonly Operation[];
  readonly input: Value;
  readonly outputs: ReadonlyMap<string, { readonly value: Value; readonly shape: FeatureShape }>;
}

/**
 * What products of matrices are computed in: floats, or whole numbers of 16 bits, which are twice as fast on processors with an instruction
 * for pairs of them (x86). Whole numbers are made of each pixel's floats and of each column's weights with units of their own, so nothing has
 * to be known of a network's activations.
 */
export type Arithmetic = "float32" | "int16";

/** How many images a program works on at once, and how the kernels want matrices. */
export interface ProgramOptions {
  readonly images: number;
  readonly arithmetic: Arithmetic;
  readonly panelColumns: number;
}

/** What the compilers of single steps work with. */
export interface Workshop extends ProgramOptions {
  readonly memory: MemoryPlan;
  readonly values: Values;
  readonly operations: Operation[];
}
