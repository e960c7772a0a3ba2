import { RuntimeMissingError } from "@fagr/core";

/** What this file reads of WebGPU, which TypeScript's DOM types do not have yet. */
interface Gpu {
  requestAdapter(): Promise<{ readonly info: Partial<AdapterInfo>; readonly isFallbackAdapter?: boolean } | null>;
}

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** Names of programs that do a graphics card's work on the processor. */
const softwareAdapters = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/**
 * Sees to it that WebGPU has a graphics card behind it.
 *
 * @throws RuntimeMissingError if there is no adapter, or only one in software and that was not allowed.
 */
export async function checkGraphicsAdapter({ allowSoftwareAdapter }: { allowSoftwareAdapter: boolean }): Promise<void> {
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  const adapter = await gpu?.requestAdapter();
  if (!adapter)
    throw new RuntimeMissingError(
      "webgpu",
      "Expected a graphics card that WebGPU can use, but it offers none here. Train on another backend, such as wasm.",
    );
  const { vendor = "", architecture = "", device = "", description = "", isFallbackAdapter } = adapter.info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(" ");
  const isSoftware = isFallbackAdapter || adapter.isFallbackAdapter || softwareAdapters.test(name);
  if (isSoftware && !allowSoftwareAdapter)
    throw new RuntimeMissingError(
      "webgpu",
      `Expected a graphics card for WebGPU, received one in software (${name}), which is far slower than the wasm backend. Train on wasm, or set allowSoftwareAdapter if you mean it.`,
    );
}
