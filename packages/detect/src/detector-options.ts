import { InvalidArgumentError } from "@fagr/core";
import { checkOptions, type DownloadOptions, downloadOptionNames } from "@fagr/core/backend";
import type { Arithmetic, CompiledKernels } from "@fagr/engine";

/** Which ONNX Runtime runs a detector, and how; the package @fagr/backend-onnx says more. */
export interface OnnxOptions {
  /** `"node"`: onnxruntime-node; `"web"`: onnxruntime-web; `"auto"` (default): onnxruntime-node where it is installed and works. */
  runtime?: "auto" | "node" | "web";
  /** Threads that one run may use, at least 1. Default: what the runtime chooses. */
  threads?: number;
  /** Browser only: where onnxruntime-web's `ort-wasm-simd-threaded.wasm` is, or the folder of it. */
  wasmPaths?: string | { readonly wasm?: string | URL; readonly mjs?: string | URL };
}

/** What all detectors of this package take. `signal`, `fetch` and `onProgress` are about loading the model. */
export interface DetectorOptions extends DownloadOptions {
  /**
   * What runs the network: `"engine"` (default), fagr's own WebAssembly on one thread, with nothing else to install; or `"onnx"`, ONNX
   * Runtime, for which `@fagr/backend-onnx` has to be installed.
   */
  runtime?: "engine" | "onnx";
  /** For runtime `"onnx"`. */
  onnx?: OnnxOptions;
  /** From `createKernels()` of `@fagr/engine`, where nothing may be compiled at run time. Default: compiled here, once. */
  kernels?: CompiledKernels;
  /**
   * What the engine's products of matrices are computed in. Default: what is faster on this processor, `"int16"` on x86, where boxes move by
   * up to 0.02 pixel and scores by up to 0.001, and `"float32"` elsewhere.
   */
  arithmetic?: Arithmetic;
  /** Faces with a lower score are left out, 0..1. Default 0.5 for the SSD, 0.6 for YuNet. */
  minimumScore?: number;
  /** The best so many are returned. Default: all. */
  maximumFaces?: number;
}

/** The options about the answer, checked and complete. */
export interface SelectionOptions {
  readonly minimumScore: number;
  readonly maximumFaces: number;
}

/** Throws InvalidArgumentError for options that a detector has not. `more`: names of those that it has beside the common ones. */
export function checkDetectorOptions(options: unknown, call: string, more: readonly string[] = []): void {
  const common = ["detector", "model", "minimumScore", "maximumFaces", "runtime", "onnx", "kernels", "arithmetic"];
  checkOptions(options, [...more, ...common, ...downloadOptionNames], call);
}

/** Throws InvalidArgumentError for a score outside of 0..1 or a count that is not whole and >= 1. */
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
      `Expected runtime "engine" or "onnx", received ${JSON.stringify(runtime)}. Which ONNX Runtime it is says the option onnx: { runtime: "onnx", onnx: { runtime: "web" } }.`,
    );
  if (runtime === "engine" && onnx !== undefined)
    throw new InvalidArgumentError(`Expected the option onnx with runtime "onnx" alone, received it for "engine".`);
  return runtime;
}
