import type { FeatureShape, Padding } from "@fagr/core/network";
import { readBy, type Step } from "./fuse";
import { type Geometry, geometryOf, noBorder, windowStart } from "./geometry";
import type { MemoryPlan } from "./memory-plan";

/** A value in memory. */
export interface Value {
  readonly geometry: Geometry;
  readonly address: number;
}

/** Whether a step is a matrix product of the value's pixels as they lie: these have to lie without a gap. */
export function isMatrix(step: Step): boolean {
  if (step.kind !== "convolution") return false;
  const [height, width] = step.operation.kernelSize;
  return height === 1 && width === 1 && step.operation.stride === 1;
}

/** Places values in memory: with the border that their readers need, and for no longer than somebody reads them. */
export class Values {
  readonly #steps: readonly Step[];
  readonly #shapes: ReadonlyMap<string, FeatureShape>;
  readonly #memory: MemoryPlan;
  readonly #values = new Map<string, Value>();
  /** Values whose memory is theirs for ever. */
  readonly #kept: Set<string>;

  constructor(
    steps: readonly Step[],
    { shapes, memory, kept }: { shapes: ReadonlyMap<string, FeatureShape>; memory: MemoryPlan; kept: Iterable<string> },
  ) {
    this.#steps = steps;
    this.#shapes = shapes;
    this.#memory = memory;
    this.#kept = new Set(kept);
  }

  get(name: string): Value {
    return this.#values.get(name)!;
  }

  shape(name: string): FeatureShape {
    return this.#shapes.get(name)!;
  }

  /** A picture that nothing but convolutions reads keeps its three floats a pixel. */
  placeInput(name: string): Value {
    const readers = this.#steps.filter((step) => readBy(step).includes(name));
    const isImage = readers.every((step) => step.kind === "convolution" && step.added !== name);
    this.#kept.add(name);
    return this.#put(name, geometryOf(this.shape(name), this.#borderOf(name), isImage));
  }

  place(name: string): Value {
    return this.#put(name, geometryOf(this.shape(name), this.#borderOf(name), false));
  }

  /** A value whose channels up to the multiple of 4 nobody writes: in memory of its own they stay zero. */
  placeApart(name: string): Value {
    this.#kept.add(name);
    return this.place(name);
  }

  /** Where a copy of a value lies without its border. */
  placeCopy(name: string): { readonly copy: Value; readonly isNew: boolean } {
    const key = copyKey(name);
    const known = this.#values.get(key);
    if (known) return { copy: known, isNew: false };
    return { copy: this.#put(key, { ...this.get(name).geometry, border: noBorder }), isNew: true };
  }

  /** Gives the memory of values back that no later step reads. */
  freeAfter(step: Step): void {
    const later = this.#steps.slice(this.#steps.indexOf(step) + 1);
    for (const name of new Set(readBy(step))) {
      if (later.some((other) => readBy(other).includes(name))) continue;
      if (!this.#kept.has(name)) this.#free(name);
      if (this.#values.has(copyKey(name))) this.#free(copyKey(name));
    }
  }

  #free(name: string): void {
    const { geometry, address } = this.#values.get(name)!;
    this.#memory.giveBack(geometry, address);
    this.#values.delete(name);
  }

  #put(name: string, geometry: Geometry): Value {
    const address = this.#kept.has(name) ? this.#memory.takeApart(geometry) : this.#memory.take(geometry);
    const value = { geometry, address };
    this.#values.set(name, value);
    return value;
  }

  /** The widest of the borders that the readers of a value need. */
  #borderOf(name: string): Padding {
    const border = { top: 0, bottom: 0, left: 0, right: 0 };
    for (const step of this.#steps) {
      if ((step.kind !== "convolution" && step.kind !== "depthwise") || step.operation.input !== name) continue;
      for (const side of ["top", "bottom", "left", "right"] as const)
        border[side] = Math.max(border[side], step.operation.padding[side]);
    }
    return border;
  }
}

const copyKey = (name: string) => `${name} without its border`;

/** Address of the first pixel inside the border of a value's image. */
export const insideOf = ({ geometry, address }: Value) => address + windowStart(geometry, noBorder);
