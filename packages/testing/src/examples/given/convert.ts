import type { LoadedWeights } from "@fagr/core/backend";

export declare const manifest: LoadedWeights["manifest"];
