import type {
  AgeGenderPrediction,
  AnalyzedFace,
  AnalyzeOptions,
  FaceRegion,
  ImageInput,
  PredictOptions,
} from "@fagr/core";
import type { PlainError } from "./plain-error";

/** Functions and signals stay on their thread. */
type Unsendable = "signal" | "fetch" | "onProgress";

/** A worker's start data: the module that opens its analyzer, if it is not the default one. */
export interface PoolStart {
  readonly analyzer?: string | undefined;
}

/** A request to a thread. */
export type PoolCall =
  | {
      readonly kind: "analyze";
      readonly image: ImageInput;
      readonly options: Omit<AnalyzeOptions, "model" | "detector" | Unsendable>;
    }
  | {
      readonly kind: "predict";
      readonly faces: readonly FaceRegion[];
      readonly options: Omit<PredictOptions, Unsendable>;
    };

/** What it answers. */
export interface PoolAnswers {
  readonly analyze: AnalyzedFace[];
  readonly predict: AgeGenderPrediction[];
}

/** A message to a worker. An abort refers to the call of that number. */
export type PoolRequest = { readonly id: number; readonly call: PoolCall } | { readonly abort: number };

/**
 * A message from a worker: first that it is ready or failed to start, then one answer or error for each call. `lock` is the name
 * of a lock that it holds until it ends; "crashed" says that it is in an unknown state.
 */
export type PoolReply =
  | { readonly kind: "ready"; readonly lock?: string | undefined }
  | { readonly kind: "crashed"; readonly error: PlainError }
  | { readonly kind: "unready"; readonly error: PlainError }
  | { readonly kind: "answer"; readonly id: number; readonly answer: PoolAnswers[PoolCall["kind"]] }
  | { readonly kind: "error"; readonly id: number; readonly error: PlainError };
