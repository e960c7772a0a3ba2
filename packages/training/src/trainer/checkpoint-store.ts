import { TrainingError } from "@fagr/core";
import type { TrainingStorage } from "../storage/training-storage";
import { type BestCheckpoint, type Checkpoint, decodeCheckpoint, encodeCheckpoint } from "./checkpoint";
import { isBetter, type MonitoredFigure } from "./monitor";

/** Which checkpoints stay. */
export interface CheckpointRetention {
  /** How many of the newest. Default 2. */
  readonly newest?: number;
  /** How many of those with the best validations. Default 1. */
  readonly best?: number;
  /** What "best" means. Default "loss". */
  readonly monitor?: MonitoredFigure;
}

const fileName = /^step-(\d+)\.checkpoint$/;
const nameOf = (step: number) => `step-${String(step).padStart(8, "0")}.checkpoint`;

/** The checkpoints of one stage. */
export class CheckpointStore {
  readonly #storage: TrainingStorage;
  readonly #folder: string | undefined;
  readonly #retention: Required<CheckpointRetention>;

  /** @param options - `folder`: the stage's folder in the storage; without it the storage's top. */
  constructor(
    storage: TrainingStorage,
    { folder, retention = {} }: { folder?: string | undefined; retention?: CheckpointRetention | undefined } = {},
  ) {
    this.#storage = storage;
    this.#folder = folder;
    this.#retention = { newest: 2, best: 1, monitor: "loss", ...retention };
  }

  /** The figure that makes a checkpoint one of the best. */
  get monitor(): MonitoredFigure {
    return this.#retention.monitor;
  }

  /** Steps that have a checkpoint, in order. */
  async steps(): Promise<number[]> {
    const names = await this.#storage.list(this.#folder);
    return names.flatMap((name) => fileName.exec(name)?.[1] ?? []).map(Number);
  }

  /** The newest checkpoint, or undefined if there is none. Throws TrainingError if its file is damaged. */
  async newest(): Promise<Checkpoint | undefined> {
    const step = (await this.steps()).at(-1);
    return step === undefined ? undefined : this.at(step);
  }

  /** The checkpoint of a step. */
  async at(step: number): Promise<Checkpoint> {
    const bytes = await this.#storage.read(this.#path(step));
    if (!bytes)
      throw new TrainingError(`Expected a checkpoint of step ${step} in ${this.describe()}, but there is none.`);
    return decodeCheckpoint(bytes, `${this.#path(step)} (${this.#storage.description})`);
  }

  /** The list of the best with another step, if it belongs there. */
  rank(best: readonly BestCheckpoint[], candidate: BestCheckpoint): readonly BestCheckpoint[] {
    const { monitor, best: count } = this.#retention;
    // Of equal ones the earlier stays in front.
    const place = best.findIndex((other) => isBetter(monitor, { value: candidate.value, than: other.value }));
    return best.toSpliced(place < 0 ? best.length : place, 0, candidate).slice(0, count);
  }

  /**
   * Saves a checkpoint, then removes those that are neither new nor good enough any more.
   *
   * @throws TrainingError if a weight is not a number: then nothing is written, and older checkpoints stay.
   */
  async save(checkpoint: Checkpoint): Promise<string> {
    const { step, best } = checkpoint;
    for (const [name, array] of Object.entries(checkpoint.arrays))
      if (!array.every(Number.isFinite))
        throw new TrainingError(
          `The ${name} of step ${step} hold numbers that are not finite, so they are not saved. ${await this.adviceAfterNaN()}`,
        );
    await this.#storage.write(this.#path(step), await encodeCheckpoint(checkpoint));
    const steps = await this.steps();
    const kept = new Set([...steps.slice(-this.#retention.newest), ...best.map((entry) => entry.step)]);
    for (const old of steps) if (!kept.has(old)) await this.#storage.remove(this.#path(old));
    return this.#path(step);
  }

  /** What to do once training has run away, and from where. */
  async adviceAfterNaN(): Promise<string> {
    const last = (await this.steps()).at(-1);
    const advice = "Train in a new folder with a lower learning rate, with warm-up or with gradient clipping";
    return last === undefined
      ? `There is no checkpoint yet. ${advice}.`
      : `The checkpoint of step ${last} in ${this.describe()} is good. ${advice}; its weights can serve as initial weights.`;
  }

  describe(): string {
    return this.#folder === undefined
      ? this.#storage.description
      : `${this.#storage.description}, folder ${this.#folder}`;
  }

  #path(step: number): string {
    return this.#folder === undefined ? nameOf(step) : `${this.#folder}/${nameOf(step)}`;
  }
}
