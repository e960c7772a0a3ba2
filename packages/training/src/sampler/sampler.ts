import { TrainingError } from "@fagr/core";
import { combineSeeds, createRandom, shuffle } from "@fagr/core/sampling";
import { tableAt } from "./batches";
import type { Pool, PoolDescription, PoolState } from "./pool";

/** Where a sampler stands; plain data for checkpoints. The random state is in it: orders follow from seed, step and epoch. */
export interface SamplerState {
  /** Batches drawn. */
  readonly step: number;
  /** Per pool: how often it has been gone through, how far it has come this time, and how many samples it has. */
  readonly pools: Readonly<Record<string, PoolState>>;
}

/** A sampler as plain data; its draws name pools. */
export interface SamplerDescription {
  readonly seed: number;
  readonly pools: Readonly<Record<string, PoolDescription>>;
  readonly tables: readonly {
    readonly fromStep: number;
    readonly draws: readonly { readonly pools: readonly string[]; readonly quota: number }[];
  }[];
}

/** So many samples of one group. Several pools are drawn from in turn, from batch to batch as well. */
export interface Draw {
  readonly pools: readonly Pool[];
  readonly quota: number;
}

/** Which pools a batch is drawn from, from a step on. */
export interface DrawTable {
  readonly fromStep: number;
  readonly draws: readonly Draw[];
}

/** Draws batches of sample indices, one after the other; `createSampler` makes it. */
export class Sampler {
  readonly #pools: ReadonlyMap<string, Pool>;
  readonly #tables: readonly DrawTable[];
  readonly #seed: number;
  #step = 0;

  constructor(pools: ReadonlyMap<string, Pool>, { tables, seed }: { tables: readonly DrawTable[]; seed: number }) {
    this.#pools = pools;
    this.#tables = tables;
    this.#seed = seed;
  }

  /** Indices of the next batch, shuffled, so that parts of it given to workers are alike. */
  next(): Int32Array {
    const { draws } = tableAt(this.#tables, this.#step);
    const batch = new Int32Array(draws.reduce((sum, { quota }) => sum + quota, 0));
    let filled = 0;
    for (const { pools, quota } of draws)
      for (let drawn = 0; drawn < quota; drawn++)
        batch[filled++] = pools[(this.#step * quota + drawn) % pools.length]!.next();
    shuffle(batch, createRandom(combineSeeds(this.#seed, this.#step, 7)));
    this.#step++;
    return batch;
  }

  /** Samples in each pool, by its name (`asian/18-20`, `asian/18-20/female`, `ungrouped`, `all`), for reports. */
  get poolSizes(): Record<string, number> {
    return Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.size]));
  }

  /** Everything that determines the batches from the first one on, for a sampler in another language. */
  get description(): SamplerDescription {
    const names = new Map([...this.#pools].map(([name, pool]) => [pool, name]));
    return {
      seed: this.#seed,
      pools: Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.description])),
      tables: this.#tables.map(({ fromStep, draws }) => ({
        fromStep,
        draws: draws.map(({ pools, quota }) => ({ pools: pools.map((pool) => names.get(pool)!), quota })),
      })),
    };
  }

  get state(): SamplerState {
    return {
      step: this.#step,
      pools: Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.state])),
    };
  }

  /**
   * Continues from a saved state; with the same samples, batches and seed the sequence is identical.
   *
   * @throws TrainingError if the state is of other pools or of pools of other sizes.
   */
  restore({ step, pools }: SamplerState): void {
    const describe = (sizes: [string, number][]) =>
      sizes
        .map(([name, size]) => `${name} ${size}`)
        .sort()
        .join(", ");
    const expected = describe(Object.entries(this.poolSizes));
    const received = describe(Object.entries(pools).map(([name, [, , size]]) => [name, size]));
    if (expected !== received)
      throw new TrainingError(
        `The sampler's saved state is of another data set: expected samples in ${expected}, received ${received}. Resume with the data that the training started with.`,
      );
    this.#step = step;
    for (const [name, [epoch, position]] of Object.entries(pools)) this.#pools.get(name)!.moveTo(epoch, position);
  }
}
