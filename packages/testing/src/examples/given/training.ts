import type { CropSetManifest } from "@fagr/data";
import type { CropSet } from "@fagr/data/crops";
import type { Recipe, TrainOptions } from "@fagr/training";
import type {
  createOptimiser,
  moveAgeHead,
  SourceCrop,
  Targets,
  TrainingPass,
  totalLoss,
} from "@fagr/training/building-blocks";

export declare const recipe: Recipe;
export declare const options: TrainOptions;
export declare const data: Omit<TrainOptions, "recipe">;
export declare const crop: SourceCrop;
export declare const crops: CropSet;
export declare const pixels: Uint8Array;
export declare const training: Int32Array;
export declare const validation: Int32Array;
export declare const samples: CropSetManifest["samples"];
export declare const layout: Parameters<typeof createOptimiser>[0];
export declare const values: Float32Array;
export declare const gradient: Float32Array;
export declare const pass: TrainingPass;
export declare const targets: Targets;
export declare const tensors: Parameters<typeof moveAgeHead>[0];
export declare const variables: Parameters<typeof totalLoss>[1]["weights"];
