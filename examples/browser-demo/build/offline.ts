import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/** The runtimes of other backends, 40 MB: only those should download them who pick them. The page's own is in its scripts. */
const pickedLater = /asyncify|[/\\]?ort[.-]|tfjs-backend-wasm.*\.wasm$/;

/**
 * Writes service-worker.js beside the built page, with the list of files that the page works with offline. What is picked
 * later is kept when it is first used.
 */
export function offline(): Plugin {
  let folder: string;
  return {
    name: "offline",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle() {
      const files = (readdirSync(folder, { recursive: true, withFileTypes: true }) satisfies Dirent[])
        .filter((entry) => entry.isFile() && entry.name !== "service-worker.js" && !pickedLater.test(entry.name))
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .split(sep)
            .join("/"),
        )
        .sort();
      const version = createHash("sha256");
      for (const file of files) version.update(file).update(readFileSync(join(folder, file)));
      const constants = `const version = ${JSON.stringify(version.digest("hex").slice(0, 16))};\nconst files = ${JSON.stringify(files, null, 2)};\n`;
      const program = readFileSync(fileURLToPath(new URL("service-worker.js", import.meta.url)), "utf8");
      writeFileSync(join(folder, "service-worker.js"), constants + program);
    },
  };
}
