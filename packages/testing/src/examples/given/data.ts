import type { PrepareSource } from "@fagr/data";

export declare const source: PrepareSource;
