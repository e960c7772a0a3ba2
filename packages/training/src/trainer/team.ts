import type { PartResult, PredictOptions, ReplicaOptions, StepPart } from "./replica";
import { openReplica } from "./replica";
import type { Probabilities } from "./task-figures";

/** Several replicas that work on parts of one batch: this thread alone, or one worker a core. */
export interface Team {
  /** How many replicas there are. */
  readonly size: number;
  /** The weights that all replicas read, flat. */
  readonly values: Float32Array;
  /** What each replica wrote last, flat. */
  readonly gradients: readonly Float32Array[];
  /** One part a replica; there may be fewer parts than replicas. */
  computeGradients(parts: readonly StepPart[]): Promise<PartResult[]>;
  /** Probabilities of samples, indices into the crop set. */
  predict(indices: Int32Array, options?: PredictOptions): Promise<Probabilities>;
  dispose(): Promise<void>;
}

/** Makes a team for a network of so many weights. */
export type CreateTeam = (options: ReplicaOptions, length: number) => Promise<Team>;

/**
 * A team of one replica in this thread: for browsers and tests.
 *
 * @param activate - Makes tfjs run on the backend.
 */
export function createLocalTeam(activate: (backend: ReplicaOptions["backend"]) => Promise<void>): CreateTeam {
  return async (options, length) => {
    await activate(options.backend);
    const replica = await openReplica(options);
    const values = new Float32Array(length);
    const gradients = new Float32Array(length);
    return {
      size: 1,
      values,
      gradients: [gradients],
      computeGradients: async ([part]) => [await replica.gradients(part!, { values, gradients })],
      predict: (indices, options) => replica.predict(indices, values, options),
      dispose: async () => replica.dispose(),
    };
  };
}
