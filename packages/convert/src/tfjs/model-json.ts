import type { JsonObject } from "../keras/json";

/** How tfjs squeezes a weight: as float16, or as whole numbers with a scale. */
export interface TfjsQuantization {
  readonly dtype: "float16" | "uint8" | "uint16";
  readonly scale?: number;
  readonly min?: number;
  readonly original_dtype?: "float32";
}

/** A weight in the list of a model.json. */
export interface TfjsWeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: TfjsQuantization;
}

/** The model.json of tfjs-layers: the layers, and which weights lie in which files beside it. */
export interface TfjsModelJson {
  readonly format: "layers-model";
  readonly generatedBy?: string;
  readonly convertedBy?: string | null;
  /** Keras's model_config, or an object with it. */
  readonly modelTopology: JsonObject;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly TfjsWeightEntry[];
  }[];
  readonly userDefinedMetadata?: JsonObject;
}
