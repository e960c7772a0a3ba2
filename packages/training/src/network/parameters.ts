import { elementCount, type NetworkPlan, type WeightSpec, weightSpecs } from "@fagr/core/network";
import { combineSeeds, createRandom, hashText, randomNormal } from "@fagr/core/sampling";

/** Where a weight lies in the flat array of all weights. */
export interface ParameterSlot extends WeightSpec {
  readonly offset: number;
  readonly length: number;
  /** Factor on the learning rate; 0 where it is frozen, a moving statistic too. 1 where it is left out. */
  readonly rate?: number;
}

/** All weights of a network as one flat float32 array, in the order of the weights file: what optimisers and workers share. */
export interface ParameterLayout {
  readonly slots: readonly ParameterSlot[];
  /** Floats in all. */
  readonly length: number;
}

/** Lays the weights of a plan out. */
export function layOutParameters(plan: NetworkPlan): ParameterLayout {
  let length = 0;
  const slots = weightSpecs(plan).map((spec): ParameterSlot => {
    const slot = { ...spec, offset: length, length: elementCount(spec.shape) };
    length += slot.length;
    return slot;
  });
  return { slots, length };
}

/** One slot's part of a flat array, a view. */
export function slotView(values: Float32Array, slot: ParameterSlot): Float32Array {
  return values.subarray(slot.offset, slot.offset + slot.length);
}

/** A flat array as tensors by name, views. */
export function toNamedTensors(values: Float32Array, layout: ParameterLayout): Map<string, Float32Array> {
  return new Map(layout.slots.map((slot) => [slot.name, slotView(values, slot)]));
}

/** Copies tensors by name into a flat array; weights that the map lacks keep what they have. */
export function fromNamedTensors(
  tensors: ReadonlyMap<string, Float32Array>,
  { layout, into }: { layout: ParameterLayout; into: Float32Array },
): void {
  for (const slot of layout.slots) {
    const tensor = tensors.get(slot.name);
    if (tensor?.length === slot.length) into.set(tensor, slot.offset);
  }
}

/**
 * First values: convolutions after He et al. (2015), dense layers after Glorot, batch normalisation as identity, PReLU's
 * slopes 0.25. Each weight is drawn from its own name, so that networks that share layers start with the same ones.
 */
export function initialiseParameters(layout: ParameterLayout, seed: number): Float32Array {
  const values = new Float32Array(layout.length);
  for (const slot of layout.slots) {
    const view = slotView(values, slot);
    const random = createRandom(combineSeeds(seed, hashText(slot.name)));
    const [a = 1, b = 1, c = 1] = slot.shape;
    if (slot.kind === "kernel") fillNormal(view, Math.sqrt(2 / (a * b * c)), random);
    else if (slot.kind === "depthwiseKernel") fillNormal(view, Math.sqrt(2 / (a * b)), random);
    else if (slot.kind === "denseKernel") fillNormal(view, Math.sqrt(2 / (a + b)), random);
    else if (slot.kind === "gamma" || slot.kind === "movingVariance") view.fill(1);
    else if (slot.kind === "alpha") view.fill(0.25);
  }
  return values;
}

function fillNormal(view: Float32Array, deviation: number, random: () => number): void {
  for (let index = 0; index < view.length; index++) view[index] = deviation * randomNormal(random);
}
