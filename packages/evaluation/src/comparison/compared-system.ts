import type { NamedMeasurement } from "../report/format";

/** A compared system: a model, and its measurement on each data set, by the sets' names and in the same order for all systems. */
export interface ComparedSystem {
  /** Its name in tables. */
  readonly name: string;
  readonly sets: readonly NamedMeasurement[];
}
