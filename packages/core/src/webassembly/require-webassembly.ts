import { RuntimeMissingError } from "../errors";
import { reasonOf } from "../reason";

/** The smallest module there is: "\0asm" and the format's version. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/**
 * Checks whether WebAssembly can be compiled here, before a runtime downloads megabytes for nothing and reports something else.
 *
 * @param packageName - Of the package that asks, for the message.
 * @throws RuntimeMissingError where there is no WebAssembly, or the page's Content-Security-Policy forbids compiling it.
 *
 * @example
 * ```ts
 * requireWebAssembly("@fagr/backend-wasm");
 * ```
 */
export function requireWebAssembly(packageName: string): void {
  if (typeof WebAssembly !== "object")
    throw missing(`${packageName} cannot run: this engine has no WebAssembly. Use another backend.`);
  try {
    new WebAssembly.Module(emptyModule);
  } catch (cause) {
    throw missing(
      `${packageName} cannot run: WebAssembly cannot be compiled here (${reasonOf(cause)}). A Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src. Allow that, or use a backend without WebAssembly.`,
      cause,
    );
  }
}

const missing = (message: string, cause?: unknown) => new RuntimeMissingError("WebAssembly", message, { cause });
