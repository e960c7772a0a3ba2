import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readFiles } from "@fagr/testing/browser";
import { build } from "esbuild";
import { browserBuild } from "../support/browser-build";
import { workspaceFolder } from "../support/workspace";
import type { PageSubject } from "./subject";

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<p id="status"></p><input id="files" type="file" multiple><button id="camera">Webcam</button><video id="video" muted></video>
<script type="module" src="/scripts/page.js"></script>`;

const folder = dirname(fileURLToPath(import.meta.url));
const packages = join(workspaceFolder, "packages");

/** The same work without a worker, and in the worker of a face pool. */
export async function createPlainSubjects(): Promise<PageSubject[]> {
  return [
    await createSubject("in a face pool of one worker", {
      page: join(folder, "pool-page.js"),
      "pool-worker-browser": join(packages, "analyzer/dist/pool-worker-browser.js"),
    }),
    await createSubject("on the page's thread", { page: join(folder, "own-thread-page.js") }),
  ];
}

async function createSubject(title: string, entryPoints: Record<string, string>): Promise<PageSubject> {
  const { outputFiles } = await build({
    entryPoints,
    outdir: "/scripts",
    // The built packages; the workspace's tsconfig.json would lead to their sources.
    tsconfigRaw: {},
    ...browserBuild,
  });
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", html],
    ...(await readFiles(join(packages, "weights/models"), "/models/")),
    ...(await readFiles(join(packages, "detect/models"), "/models/")),
  ]);
  for (const { path, contents } of outputFiles) files.set(path, contents);
  const nothing = async () => {};
  return { title, files, settled: nothing, watchLastPhoto: nothing, watchResults: nothing };
}
