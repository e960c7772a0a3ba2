import type { ParameterSlot } from "../network/parameters";

/** A run of weights to change, and by what. */
export interface UpdateSlice {
  readonly gradient: Float32Array;
  /** Factor on the gradient, from clipping. */
  readonly scale: number;
  readonly learningRate: number;
  /** Number of this update, from 1. */
  readonly updates: number;
  /** The weight that they are. */
  readonly slot: ParameterSlot;
  /** First index, and the one after the last. */
  readonly begin: number;
  readonly end: number;
}

/** What makes an optimiser the one it is: its state and how a gradient changes a weight. */
export interface UpdateRule {
  readonly state: Readonly<Record<string, Float32Array>>;
  apply(values: Float32Array, slice: UpdateSlice): void;
}
