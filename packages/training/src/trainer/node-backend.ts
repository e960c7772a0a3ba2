import { RuntimeMissingError } from "@fagr/core";
import { activateBackend, backendPackages, type TrainingBackend, type TrainingBackendName } from "./backend";

/** Makes tfjs run on a backend in this thread of Node; packages are imported when they are asked for. */
export function activateNodeBackend(backend: TrainingBackend): Promise<void> {
  return activateBackend(backend, loadPackage);
}

async function loadPackage(name: TrainingBackendName): Promise<void> {
  if (name === "webgpu") await provideWebGpu();
  await importOptional(backendPackages[name]);
}

/** Node has no WebGPU of its own; the package "webgpu" is Dawn, the one of Chromium. */
async function provideWebGpu(): Promise<void> {
  if ((globalThis.navigator as { gpu?: unknown } | undefined)?.gpu) return;
  const { create, globals } = (await importOptional("webgpu")) as {
    create: (flags: string[]) => unknown;
    globals: Record<string, unknown>;
  };
  Object.assign(globalThis, globals);
  const navigator = globalThis.navigator ?? { userAgent: "node" };
  Object.defineProperty(navigator, "gpu", { value: create([]), configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
}

/** The name is no literal, so that bundlers leave packages alone that are not installed. */
async function importOptional(packageName: string): Promise<unknown> {
  try {
    return await import(packageName);
  } catch (cause) {
    const [reason] = (cause as Error).message.split("\n");
    throw new RuntimeMissingError(
      packageName,
      `Expected the package ${packageName}, which this backend runs on, but it cannot be loaded: ${reason} Install it with \`npm install ${packageName}\`, or train on the backend wasm.`,
      { cause },
    );
  }
}
