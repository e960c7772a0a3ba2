import { InvalidArgumentError } from "@fagr/core";
import { checkOptions } from "@fagr/core/backend";

/** Which ONNX Runtime runs a model, and how. */
export interface OnnxSessionOptions {
  /**
   * - `"node"`: onnxruntime-node, native code; Node only, an optional package that you install beside this one.
   * - `"web"`: onnxruntime-web, WebAssembly; browsers and Node, installed with this package.
   * - `"auto"` (default): onnxruntime-node if it is installed and works, otherwise onnxruntime-web.
   */
  runtime?: "auto" | "node" | "web";
  /**
   * Threads that one run may use, at least 1. Default: the runtime's choice. onnxruntime-web starts its threads once, so the
   * first session of a process or page decides. In a browser there is always one thread, unless the page is cross-origin isolated
   * and `wasmPaths` says where `ort-wasm-simd-threaded.mjs` is, which is the script that the threads run.
   */
  threads?: number;
  /**
   * Browser only: where onnxruntime-web's `ort-wasm-simd-threaded.wasm` is. Default: where the bundler put it, otherwise beside
   * the script. Either the URL of that file (`{ wasm }`), or the URL, with a slash at its end, of a folder that holds both
   * `ort-wasm-simd-threaded.wasm` and `ort-wasm-simd-threaded.mjs`, copied from `node_modules/onnxruntime-web/dist`. As with the
   * threads, the first session decides.
   */
  wasmPaths?: string | { readonly wasm?: string | URL; readonly mjs?: string | URL };
}

const runtimes = ["auto", "node", "web"];

/** @throws InvalidArgumentError naming the option. */
export function checkSessionOptions(options: OnnxSessionOptions): void {
  checkOptions(options, ["runtime", "threads", "wasmPaths"], "ONNX Runtime");
  const { runtime = "auto", threads } = options;
  if (!runtimes.includes(runtime))
    throw new InvalidArgumentError(`Expected runtime ${runtimes.join(", ")}, received "${String(runtime)}".`);
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1))
    throw new InvalidArgumentError(`Expected threads to be a whole number >= 1, received ${String(threads)}.`);
}
