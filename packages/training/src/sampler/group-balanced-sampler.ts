import { DataError, TrainingError } from "@fagr/core";
import { combineSeeds, createRandom, hashText, shuffle } from "../random/random";
import type { FaceSample } from "../samples/face-sample";
import { ageGroupBounds, ageGroupOf } from "./age-groups";
import { batchSize, checkQuotas, type QuotaStage, quotasAt } from "./quotas";

/** Where the sampler stands; plain data for checkpoints. */
export interface SamplerState {
  readonly step: number;
  /** Per pool: how often it has been gone through, and how far it has come this time. */
  readonly pools: Readonly<Record<string, readonly [epoch: number, position: number]>>;
}

/** A pool is all samples of one group of one domain (or all gender-only samples), in an order drawn anew for every pass. */
class Pool {
  readonly #members: Int32Array;
  readonly #seed: number;
  #order: Int32Array;
  epoch = 0;
  position = 0;

  constructor(members: number[], seed: number) {
    this.#members = Int32Array.from(members);
    this.#seed = seed;
    this.#order = this.#draw();
  }

  get size(): number {
    return this.#members.length;
  }

  next(): number {
    if (this.position === this.#order.length) this.moveTo(this.epoch + 1, 0);
    return this.#order[this.position++]!;
  }

  moveTo(epoch: number, position: number): void {
    this.epoch = epoch;
    this.position = position;
    this.#order = this.#draw();
  }

  #draw(): Int32Array {
    return shuffle(this.#members.slice(), createRandom(combineSeeds(this.#seed, this.epoch)));
  }
}

/**
 * Draws the document's group-balanced batches: of every age group of every domain exactly its quota, every sample of a
 * group once before any is drawn twice. The same seed gives the same batches; a batch is shuffled, so that parts of it
 * given to workers are alike.
 *
 * @example
 * ```ts
 * const sampler = new GroupBalancedSampler(samples, { stages: documentQuotas, seed: 1 });
 * const indices = sampler.next(); // 128 indices into samples
 * ```
 */
export class GroupBalancedSampler {
  readonly #pools = new Map<string, Pool>();
  readonly #stages: readonly QuotaStage[];
  readonly #seed: number;
  #step = 0;

  /** @throws DataError if a group with a quota has no sample, naming the group and the domain. */
  constructor(
    samples: readonly Pick<FaceSample, "age" | "gender" | "domain">[],
    { stages, seed }: { stages: readonly QuotaStage[]; seed: number },
  ) {
    for (const stage of stages) checkQuotas(stage.quotas);
    this.#stages = stages;
    this.#seed = seed;
    const members = new Map<string, number[]>();
    for (const [index, sample] of samples.entries()) {
      const name = poolName(sample);
      if (!name) continue;
      const list = members.get(name);
      if (list) list.push(index);
      else members.set(name, [index]);
    }
    for (const [name, list] of members) this.#pools.set(name, new Pool(list, combineSeeds(seed, hashText(name))));
    for (const { quotas } of stages) for (const [name, quota] of quotaEntries(quotas)) if (quota > 0) this.#pool(name);
  }

  /** Indices of the next batch. */
  next(): Int32Array {
    const quotas = quotasAt(this.#stages, this.#step);
    const batch = new Int32Array(batchSize(quotas));
    let filled = 0;
    for (const [name, quota] of quotaEntries(quotas)) {
      if (quota === 0) continue;
      const pool = this.#pool(name);
      for (let drawn = 0; drawn < quota; drawn++) batch[filled++] = pool.next();
    }
    shuffle(batch, createRandom(combineSeeds(this.#seed, this.#step, 7)));
    this.#step++;
    return batch;
  }

  /** Samples in each pool, by name, for reports. */
  get poolSizes(): Record<string, number> {
    return Object.fromEntries([...this.#pools].map(([name, pool]) => [name, pool.size]));
  }

  get state(): SamplerState {
    return {
      step: this.#step,
      pools: Object.fromEntries([...this.#pools].map(([name, pool]) => [name, [pool.epoch, pool.position] as const])),
    };
  }

  /** Goes on from a saved state; with the same samples and seed the sequence is the very same. */
  restore(state: SamplerState): void {
    if (Object.keys(state.pools).sort().join() !== [...this.#pools.keys()].sort().join())
      throw new TrainingError(
        `The sampler's saved state has other groups than the data set: expected ${[...this.#pools.keys()].join(", ")}, received ${Object.keys(state.pools).join(", ")}. Resume with the data that the training began with.`,
      );
    this.#step = state.step;
    for (const [name, [epoch, position]] of Object.entries(state.pools)) this.#pools.get(name)!.moveTo(epoch, position);
  }

  #pool(name: string): Pool {
    const pool = this.#pools.get(name);
    if (pool) return pool;
    throw new DataError(
      name,
      `The quotas ask for samples of ${describePool(name)}, but the data set has none. Add such samples or set that quota to 0.`,
    );
  }
}

function poolName({ age, gender, domain }: Pick<FaceSample, "age" | "gender" | "domain">): string | undefined {
  const group = age === null ? undefined : ageGroupOf(age);
  if (group !== undefined) return `${domain}/${group}`;
  return gender === null ? undefined : "genderOnly";
}

function* quotaEntries({ groups, genderOnly }: QuotaStage["quotas"]): Generator<[string, number]> {
  for (const domain of ["asian", "americanEuropean"] as const)
    for (const [group, quota] of groups[domain].entries()) yield [`${domain}/${group}`, quota];
  yield ["genderOnly", genderOnly];
}

function describePool(name: string): string {
  const [domain, group] = name.split("/");
  return group === undefined
    ? "gender without an age"
    : `the age group ${ageGroupBounds(Number(group)).join("-")}, domain ${domain}`;
}
