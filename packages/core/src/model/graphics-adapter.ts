import { RuntimeMissingError } from "../errors";

/** Which adapters are acceptable. */
export interface GraphicsAdapterOptions {
  /** Whether a software adapter is acceptable; it is far slower than wasm. Default false. */
  readonly allowSoftwareAdapter?: boolean;
}

/** What WebGPU runs on. */
export interface GraphicsAdapter {
  /** The driver's name for it, such as "nvidia ampere"; browsers may reveal little. */
  readonly name: string;
  readonly isSoftware: boolean;
}

/** What is read of WebGPU here, which TypeScript's DOM types do not have yet. */
interface Gpu {
  requestAdapter(options: { powerPreference: "high-performance" }): Promise<GpuAdapter | null>;
}

interface GpuAdapter {
  /** Texts may be empty: browsers reveal little. */
  readonly info: Partial<Record<"vendor" | "architecture" | "device" | "description", string>> & {
    readonly isFallbackAdapter?: boolean;
  };
  /** The property of older browsers. */
  readonly isFallbackAdapter?: boolean;
}

/** Names of software adapters, which do a GPU's work on the processor. */
const softwareAdapters = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/**
 * Finds out what `navigator.gpu` runs on, and refuses software adapters unless they are allowed.
 *
 * @throws RuntimeMissingError if there is no WebGPU, no adapter, or only a software adapter that was not allowed.
 *
 * @example
 * ```ts
 * const { name } = await findGraphicsAdapter();
 * ```
 */
export async function findGraphicsAdapter({
  allowSoftwareAdapter = false,
}: GraphicsAdapterOptions = {}): Promise<GraphicsAdapter> {
  const { gpu } = (globalThis.navigator ?? {}) as { gpu?: Gpu };
  if (!gpu)
    throw new RuntimeMissingError(
      "webgpu",
      "Expected a browser with WebGPU, but there is none here. It needs https or localhost, and a browser in which it is enabled. Use another backend, such as wasm.",
    );
  // As runtimes ask, so that this is the one that they will get.
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter)
    throw new RuntimeMissingError(
      "webgpu",
      "Expected a GPU that WebGPU can use, but there is none here. Install the GPU's driver (for Vulkan, on Linux), or use another backend, such as wasm.",
    );
  const found = describeAdapter(adapter);
  if (found.isSoftware && !allowSoftwareAdapter)
    throw new RuntimeMissingError(
      "webgpu",
      `Expected a GPU for WebGPU, but there is only a software adapter (${found.name}), which is far slower than wasm. Use wasm, or pass allowSoftwareAdapter: true if that is intended.`,
    );
  return found;
}

function describeAdapter({ info, isFallbackAdapter }: GpuAdapter): GraphicsAdapter {
  const { vendor, architecture, device, description } = info;
  const name = [vendor, architecture, device, description].filter(Boolean).join(" ") || "an adapter without a name";
  return {
    name,
    isSoftware: Boolean(info.isFallbackAdapter ?? isFallbackAdapter) || softwareAdapters.test(name),
  };
}
