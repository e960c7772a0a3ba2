import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readFiles } from "./read-files";

/** How to build a page. */
export interface BuildWithViteOptions {
  /** The folder that the page lies in on its web server, with slashes around it. Default "/". */
  readonly base?: string;
  /** As NODE_ENV says it to Vite and to libraries such as React. Default "production", whatever tests run with. */
  readonly environment?: "production" | "development";
}

/**
 * Builds the page of a folder that has Vite among its dependencies, as its `npm run build` does, from the built packages.
 *
 * @returns The files by path, for `serve()`.
 */
export async function buildWithVite(
  folder: string,
  { base = "/", environment = "production" }: BuildWithViteOptions = {},
): Promise<Map<string, Uint8Array>> {
  const out = await mkdtemp(join(tmpdir(), "fagr-page-"));
  try {
    const vite = join(folder, "node_modules/vite/bin/vite.js");
    const env = { ...process.env, NODE_ENV: environment };
    await promisify(execFile)(process.execPath, [vite, "build", "--outDir", out, "--emptyOutDir"], {
      cwd: folder,
      env,
    });
    return await readFiles(out, base);
  } finally {
    await rm(out, { recursive: true });
  }
}
