import { combineSeeds, createRandom, shuffle } from "@fagr/core/sampling";

/** Where a pool stands, and how many samples it has. */
export type PoolState = readonly [epoch: number, position: number, size: number];

/** A pool as plain data. */
export interface PoolDescription {
  readonly seed: number;
  /** Indices of its samples. */
  readonly members: readonly number[];
}

/** Samples that a quota draws from, in an order drawn anew for every pass through them. */
export class Pool {
  readonly #members: Int32Array;
  readonly #seed: number;
  #order: Int32Array;
  #epoch = 0;
  #position = 0;

  /** @param members - Indices of the samples, at least one. */
  constructor(members: readonly number[], seed: number) {
    this.#members = Int32Array.from(members);
    this.#seed = seed;
    this.#order = this.#draw();
  }

  get size(): number {
    return this.#members.length;
  }

  /** Everything that decides about its orders. */
  get description(): PoolDescription {
    return { seed: this.#seed, members: [...this.#members] };
  }

  get state(): PoolState {
    return [this.#epoch, this.#position, this.size];
  }

  next(): number {
    if (this.#position === this.size) this.moveTo(this.#epoch + 1, 0);
    return this.#order[this.#position++]!;
  }

  moveTo(epoch: number, position: number): void {
    const moved = epoch !== this.#epoch;
    this.#epoch = epoch;
    this.#position = position;
    if (moved) this.#order = this.#draw();
  }

  #draw(): Int32Array {
    return shuffle(this.#members.slice(), createRandom(combineSeeds(this.#seed, this.#epoch)));
  }
}
