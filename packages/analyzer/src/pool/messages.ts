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

/** What a worker is started with: the module that opens its analyzer, if it is not the usual one. */
export interface PoolStart {
  readonly analyzer?: string | undefined;
}

/** What a thread is asked to do. */
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

/** To a worker. An abort is about the call of that number. */
export type PoolRequest = { readonly id: number; readonly call: PoolCall } | { readonly abort: number };

/**
 * From a worker: once that it is ready or cannot be, and then one answer or error for each call. `lock` is the name of a lock that it holds
 * until it ends; "crashed" says that it is in an unknown state.
 */
export type PoolReply =
  | { readonly kind: "ready"; readonly lock?: string | undefined }
  | { readonly kind: "crashed"; readonly error: PlainError }
  | { readonly kind: "unready"; readonly error: PlainError }
  | { readonly kind: "answer"; readonly id: number; readonly answer: PoolAnswers[PoolCall["kind"]] }
  | { readonly kind: "error"; readonly id: number; readonly error: PlainError };
