import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { BackendSubject } from "../backends/backend-subject";
import { browserBuild } from "../support/browser-build";

/** Bytes of a backend's script by itself, after gzip, as a bundler makes it: with the parts that only some options fetch. */
export async function backendBytes({ module, factory }: BackendSubject): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${factory} } from "${module}"; globalThis.used = ${factory};`,
      resolveDir: dirname(fileURLToPath(import.meta.url)),
    },
    outdir: "/",
    ...browserBuild,
  });
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
