import type { NamedMeasurement } from "../report/format";

/** A system that is compared: a model, and its measurement on each data set, under the sets' names and in the same order for all systems. */
export interface ComparedSystem {
  /** As tables name it. */
  readonly name: string;
  readonly sets: readonly NamedMeasurement[];
}
