import type { AnalyzedFace } from "@fagr/core";

export declare const faces: readonly AnalyzedFace[];
