import type { AgeGenderNetwork, LoadedWeights } from "@fagr/core/backend";
import type { WeightsDescription } from "@fagr/core/network";

export declare const batch: Parameters<AgeGenderNetwork["run"]>[0];
export declare const description: WeightsDescription;
export declare const manifest: LoadedWeights["manifest"];
export declare const network: AgeGenderNetwork;
export declare const report: object;
export declare const tensors: LoadedWeights["tensors"];
