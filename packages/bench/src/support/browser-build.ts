import type { BuildOptions } from "esbuild";

/** How pages are built that are measured: as an application builds them for browsers, split where code is imported later. */
export const browserBuild = {
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  write: false,
  logLevel: "silent",
} as const satisfies BuildOptions;
