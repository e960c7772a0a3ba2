import type { TrainOptions } from "@fagr/training";
import type { createSampler } from "@fagr/training/building-blocks";

export declare const data: Omit<TrainOptions, "recipe" | "folder">;
export declare const samples: Parameters<typeof createSampler>[0];
