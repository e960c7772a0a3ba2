import type { AnalyzedFace } from "@fagr/core";
import type { CreateFaceDetectorOptions } from "@fagr/detect";

/** The backends that a page can have. */
export type PageBackend =
  | "auto"
  | "wasm"
  | "onnxruntime-web"
  | "onnxruntime-webgpu"
  | "tfjs-wasm"
  | "tfjs-webgl"
  | "tfjs-cpu"
  | "webgpu";

/** What a page is asked in its address. Survives JSON. */
export interface Question {
  readonly backend: PageBackend;
  /** Of the backend. */
  readonly options?: object;
  /** Address of the manifest. */
  readonly weights: string;
  /** Finds the photo's faces. Without, the answer is about a box where there is one. */
  readonly detector?: CreateFaceDetectorOptions;
  /** Whether a module worker does the work, and not the page. */
  readonly inWorker?: boolean;
}

/** What the page writes into its body. Survives JSON. */
export interface Answer {
  /** What the backend's `isAvailable()` says. */
  readonly available: boolean;
  readonly reason: string;
  readonly faces?: readonly Pick<AnalyzedFace, "box" | "age" | "gender" | "genderProbability">[];
  /** What loading or predicting ended with instead. */
  readonly error?: { readonly code: string; readonly message: string };
  /** Directives of the page's policy that were violated, with what was stopped. */
  readonly violations: readonly string[];
  /** Of the thread that did the work. */
  readonly thread: {
    readonly isWorker: boolean;
    readonly isIsolated: boolean;
    readonly hasSharedArrayBuffer: boolean;
  };
}

/** Where the photo's face is; what a page without a detector is asked about. */
export const faceBox = { x: 168.5, y: 62, width: 110, height: 140 };
