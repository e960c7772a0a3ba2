import { InvalidArgumentError } from "@fagr/core";
import type { BatchLogs, EpochLogs, TrainingCallback, TrainingControl } from "./training-callback";

/** The arguments of each moment. */
interface Moments {
  onTrainBegin: [];
  onTrainEnd: [];
  onEpochBegin: [epoch: number];
  onEpochEnd: [epoch: number, logs: EpochLogs];
  onBatchBegin: [batch: number];
  onBatchEnd: [batch: number, logs: BatchLogs];
  onTestBegin: [];
  onTestEnd: [logs: NonNullable<EpochLogs["validation"]>];
}

/** Calls callbacks in their order, one after the other. */
export class CallbackList {
  readonly #callbacks: readonly TrainingCallback[];

  /** @throws InvalidArgumentError if two have the same name: their states would overwrite each other. */
  constructor(callbacks: readonly TrainingCallback[]) {
    const names = callbacks.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new InvalidArgumentError(`Expected callbacks with different names, received "${twice}" twice.`);
    this.#callbacks = callbacks;
  }

  async call<Moment extends keyof Moments>(
    moment: Moment,
    control: TrainingControl,
    ...values: Moments[Moment]
  ): Promise<void> {
    for (const callback of this.#callbacks)
      await (callback[moment] as ((...all: unknown[]) => unknown) | undefined)?.call(callback, ...values, control);
  }

  saveStates(): Record<string, unknown> {
    return Object.fromEntries(
      this.#callbacks.flatMap((callback) => (callback.saveState ? [[callback.name, callback.saveState()]] : [])),
    );
  }

  async restoreStates(states: Readonly<Record<string, unknown>>): Promise<void> {
    for (const callback of this.#callbacks)
      if (callback.name in states) await callback.restoreState?.(states[callback.name]);
  }
}
