import { InvalidArgumentError } from "@fagr/core";
import { checkOptions, type DownloadOptions, downloadOptionNames } from "@fagr/core/backend";
import type { Arithmetic, CompiledKernels } from "@fagr/engine";

/** Which ONNX Runtime runs a detector, and how; see the package @fagr/backend-onnx. */
export interface OnnxOptions {
  /** `"node"`: onnxruntime-node; `"web"`: onnxruntime-web; `"auto"` (default): onnxruntime-node if it is installed and works. */
  runtime?: "auto" | "node" | "web";
  /** Threads that one run may use, at least 1. Default: the runtime's choice. */
  threads?: number;
  /** Browser only: where onnxruntime-web's `ort-wasm-simd-threaded.wasm` is, or its folder. */
  wasmPaths?: string | { readonly wasm?: string | URL; readonly mjs?: string | URL };
}

/** Options of all detectors in this package. `signal`, `fetch` and `onProgress` apply to loading the model. */
export interface DetectorOptions extends DownloadOptions {
  /**
   * What runs the network: `"engine"` (default), fagr's own WebAssembly on one thread, with nothing else to install; or `"onnx"`, ONNX
   * Runtime, for which `@fagr/backend-onnx` has to be installed.
   */
  runtime?: "engine" | "onnx";
  /** For runtime `"onnx"`. */
  onnx?: OnnxOptions;
  /** From `createKernels()` of `@fagr/engine`, if nothing may be compiled at run time. Default: compiled here, once. */
  kernels?: CompiledKernels;
  /**
   * Arithmetic of the engine's matrix products. Default: the faster one on this processor, `"int16"` on x86, where boxes move by
   * up to 0.03 pixel and scores by up to 0.001, and `"float32"` elsewhere.
   */
  arithmetic?: Arithmetic;
  /** Faces with a lower score are left out, 0..1. Default 0.5 for the SSD, 0.6 for YuNet. */
  minimumScore?: number;
  /** Only this many faces, the best ones, are returned. Default: all. */
  maximumFaces?: number;
}

/** The options about the answer, checked and complete. */
export interface SelectionOptions {
  readonly minimumScore: number;
  readonly maximumFaces: number;
}

/** Throws InvalidArgumentError for unknown options. `more`: names of this detector's own options. */
export function checkDetectorOptions(options: unknown, call: string, more: readonly string[] = []): void {
  const common = ["detector", "model", "minimumScore", "maximumFaces", "runtime", "onnx", "kernels", "arithmetic"];
  checkOptions(options, [...more, ...common, ...downloadOptionNames], call);
}

/** Throws InvalidArgumentError for a score outside 0..1 or a count that is not whole and >= 1. */
export function checkSelection(
  { minimumScore, maximumFaces = Number.POSITIVE_INFINITY }: DetectorOptions,
  defaultScore: number,
): SelectionOptions {
  const score = minimumScore ?? defaultScore;
  if (!(score >= 0 && score <= 1))
    throw new InvalidArgumentError(`Expected minimumScore to be a number in 0..1, received ${String(score)}.`);
  if (maximumFaces !== Number.POSITIVE_INFINITY && !(Number.isInteger(maximumFaces) && maximumFaces >= 1))
    throw new InvalidArgumentError(
      `Expected maximumFaces to be a whole number >= 1, received ${String(maximumFaces)}. Leave it out for all faces.`,
    );
  return { minimumScore: score, maximumFaces };
}

/** Options under the names that runtimes had before the engine: "auto" and "web" are "engine" now, "node" is ONNX Runtime's native one. */
export function withCurrentNames<Options extends DetectorOptions>(options: Options): Options {
  const { runtime } = options as { runtime?: string };
  if (runtime === "auto" || runtime === "web") return { ...options, runtime: "engine" };
  return runtime === "node" ? { ...options, runtime: "onnx", onnx: { runtime: "node", ...options.onnx } } : options;
}

/** Throws InvalidArgumentError for an unknown runtime, or options of another one. */
export function checkRuntime({ runtime = "engine", onnx }: DetectorOptions): "engine" | "onnx" {
  if (runtime !== "engine" && runtime !== "onnx")
    throw new InvalidArgumentError(
      `Expected runtime "engine" or "onnx", received ${JSON.stringify(runtime)}. Choose the ONNX Runtime with the option onnx: { runtime: "onnx", onnx: { runtime: "web" } }.`,
    );
  if (runtime === "engine" && onnx !== undefined)
    throw new InvalidArgumentError(`Expected the option onnx only with runtime "onnx", received it with "engine".`);
  return runtime;
}
