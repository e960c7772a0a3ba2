import { RuntimeMissingError } from "@fagr/core";
import { findGpu } from "./gpu";

/**
 * Node has no WebGPU of its own. The package "webgpu" is Dawn, the one of Chromium; it is put where browsers have it, since
 * that is where tfjs looks. Does nothing where there is WebGPU, and in browsers.
 */
export async function provideWebGpu(): Promise<void> {
  if (findGpu() || !isNode()) return;
  const { create, globals } = await importDawn();
  Object.assign(globalThis, globals);
  const navigator = globalThis.navigator ?? { userAgent: "node" };
  Object.defineProperty(navigator, "gpu", { value: create([]), configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
}

async function importDawn(): Promise<typeof import("#webgpu")> {
  try {
    return await import("#webgpu");
  } catch (cause) {
    const [reason] = (cause as Error).message.split("\n");
    throw new RuntimeMissingError(
      "webgpu",
      `Expected the package webgpu, which brings WebGPU to Node, received an error while importing it: ${reason} Install it with "npm install webgpu", or use another backend, such as wasm.`,
      { cause },
    );
  }
}

function isNode(): boolean {
  return typeof process === "object" && process.versions?.node !== undefined && typeof window === "undefined";
}
