import type { BatchExchange } from "./batch-exchange";
import type { PartResult, PredictOptions, ReplicaOptions, StepPart } from "./replica";
import type { Probabilities } from "./task-figures";

/** What a worker starts with; the arrays are shared memory. */
export interface WorkerStart {
  readonly replica: ReplicaOptions;
  readonly values: Float32Array;
  readonly gradients: Float32Array;
  readonly exchange: BatchExchange;
}

/** What goes to a worker, one at a time. */
export type WorkerRequest =
  | { readonly kind: "gradients"; readonly part: StepPart }
  | { readonly kind: "predict"; readonly indices: Int32Array; readonly options?: PredictOptions | undefined };

/** What comes back. */
export type WorkerReply =
  | { readonly kind: "ready" }
  | { readonly kind: "gradients"; readonly result: PartResult }
  | { readonly kind: "predict"; readonly probabilities: Probabilities }
  | { readonly kind: "error"; readonly name: string; readonly message: string; readonly packageName?: string };
