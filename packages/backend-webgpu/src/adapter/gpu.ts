/** What is read of WebGPU here, which TypeScript's DOM types do not have yet. */
export interface Gpu {
  requestAdapter(options?: { powerPreference?: "high-performance" }): Promise<GpuAdapter | null>;
}

/** A GPU, or a software adapter. */
export interface GpuAdapter {
  readonly info: Partial<GpuAdapterInfo>;
  /** The property of older browsers. */
  readonly isFallbackAdapter?: boolean;
}

/** Texts may be empty: browsers reveal little. */
export interface GpuAdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter: boolean;
}

/** `navigator.gpu`, where there is one. */
export function findGpu(): Gpu | undefined {
  return (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
}
