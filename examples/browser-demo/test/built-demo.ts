import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const demo = fileURLToPath(new URL("..", import.meta.url));

/** Builds the page as `npm run build` does, for a web server that has it in a folder: its files by path. */
export async function buildDemo(folder: string): Promise<Map<string, Uint8Array>> {
  const out = await mkdtemp(join(tmpdir(), "fagr-demo-"));
  try {
    const vite = join(demo, "node_modules/vite/bin/vite.js");
    // Tests run with another NODE_ENV, in which Vite would build a page for developers.
    const env = { ...process.env, NODE_ENV: "production" };
    await promisify(execFile)(process.execPath, [vite, "build", "--outDir", out, "--emptyOutDir"], { cwd: demo, env });
    const files = new Map<string, Uint8Array>();
    for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(
        folder +
          path
            .slice(out.length + 1)
            .split(sep)
            .join("/"),
        await readFile(path),
      );
    }
    return files;
  } finally {
    await rm(out, { recursive: true });
  }
}
