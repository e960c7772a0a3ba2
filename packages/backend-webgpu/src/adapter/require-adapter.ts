import { findGraphicsAdapter, type GraphicsAdapter, type GraphicsAdapterOptions } from "@fagr/core/backend";
import { provideWebGpu } from "./provide-webgpu";

/**
 * Makes sure that WebGPU is available on a GPU, and returns which one. In Node the package `webgpu` provides it, as
 * `navigator.gpu`.
 *
 * @throws RuntimeMissingError if the package is missing in Node, if there is no adapter, or only one in software and that was
 * not allowed.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 *
 * const { name } = await requireGraphicsAdapter();
 * await import("@tensorflow/tfjs-backend-webgpu");
 * await tf.setBackend("webgpu");
 * ```
 */
export async function requireGraphicsAdapter(options: GraphicsAdapterOptions = {}): Promise<GraphicsAdapter> {
  await provideWebGpu();
  return findGraphicsAdapter(options);
}
