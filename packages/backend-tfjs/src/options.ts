import { InvalidArgumentError } from "@fagr/core";
import { checkOptions } from "@fagr/core/backend";

/** The tfjs backend of the network: SIMD WebAssembly, the GPU through WebGL (browsers only), or plain JavaScript. */
export type TfjsRuntimeName = "wasm" | "webgl" | "cpu";

/** All of them, the usual one first. */
export const tfjsRuntimeNames: readonly TfjsRuntimeName[] = ["wasm", "webgl", "cpu"];

/** How to run networks on tfjs. */
export interface TfjsBackendOptions {
  /** Default "wasm". Each is in a package of its own: @tensorflow/tfjs-backend-wasm, -webgl or -cpu. */
  runtime?: TfjsRuntimeName;
  /**
   * For "wasm" in a browser: where the .wasm files of @tensorflow/tfjs-backend-wasm are served. A folder with a slash at its
   * end, or the address of each file by its name. Node finds them by itself. tfjs takes paths until it has loaded a file.
   */
  wasmPaths?: string | Readonly<Record<string, string>>;
  /**
   * For "wasm" on a cross-origin isolated page: how many threads compute. Whole number >= 1, by default as many as there are
   * cores. There is one thread everywhere else, Node included, and where the page's Content-Security-Policy forbids the blob:
   * workers of tfjs.
   */
  threads?: number;
}

/** @throws InvalidArgumentError for an unknown runtime, and for options out of range or of another runtime. */
export function checkTfjsOptions(options: TfjsBackendOptions): void {
  checkOptions(options, ["runtime", "wasmPaths", "threads"], "tfjsBackend()");
  const { runtime = "wasm", wasmPaths, threads } = options;
  if (!tfjsRuntimeNames.includes(runtime))
    throw new InvalidArgumentError(
      `Expected runtime to be one of "${tfjsRuntimeNames.join('", "')}", received ${JSON.stringify(runtime)}.`,
    );
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1))
    throw new InvalidArgumentError(`Expected threads to be a whole number >= 1, received ${String(threads)}.`);
  if (runtime === "wasm") return;
  for (const [name, value] of Object.entries({ wasmPaths, threads }))
    if (value !== undefined)
      throw new InvalidArgumentError(
        `The option ${name} belongs to the runtime "wasm", received it for "${runtime}". Leave it out.`,
      );
}
