import type { AnalyzeOptions } from "@fagr/core";

/** As the page's first example makes them. */
export declare const limits: Pick<AnalyzeOptions, "allowedLocations" | "maximumPixels" | "maximumBytes" | "signal">;
