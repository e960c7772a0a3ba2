import type { Options } from "tsup";

/** Options for tsup by which core's doors for tools are asked for as `#core/…`. */
export declare const coreDoors: Pick<Options, "noExternal" | "esbuildPlugins">;
