import { WeightsError } from "@fagr/core";
import type { JsonObject } from "./json";

/** A weight as a file holds it, widened to float32. */
export interface FileTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A layer as Keras and tfjs-layers describe it. */
export interface KerasLayer {
  readonly name: string;
  /** For example "Conv2D". */
  readonly className: string;
  readonly config: JsonObject;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
  /** By the last part of their names, such as "kernel" or "moving_mean". */
  readonly weights: ReadonlyMap<string, FileTensor>;
}

/** A functional model, whichever file it came from. */
export interface KerasModel {
  readonly name: string;
  readonly layers: ReadonlyMap<string, KerasLayer>;
  /** Names of the layers that give the model's outputs, in their order. */
  readonly outputs: readonly string[];
  /** The manifest that fagr's exporters put into their files. */
  readonly manifest?: unknown;
}

/** "row1_conv/kernel:0" as "kernel". */
export function weightKind(name: string): string {
  return name.replace(/:\d+$/, "").replace(/^.*\//, "");
}

/** The error for a layer that no network of this library has. */
export function layerError(
  { name, className }: Pick<KerasLayer, "name" | "className">,
  expected: string,
  received: unknown,
): WeightsError {
  const text = typeof received === "string" ? received : JSON.stringify(received);
  return new WeightsError(
    `Layer "${name}" (${className}): expected ${expected}, received ${text}. The file is not one of this library's networks, or was changed; it cannot be imported.`,
  );
}
