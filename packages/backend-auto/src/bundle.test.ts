import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { build, type Plugin } from "esbuild";
import type { BackendReport } from "./index";

const packages = fileURLToPath(new URL("../../", import.meta.url));
const sources = join(packages, "backend-auto/src");

/** What an application sees that installed @fagr/backend-auto and nothing beside it: `folder` is empty. */
const nothingElseInstalled = (folder: string): Plugin => ({
  name: "nothing else installed",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^#candidates$/ }, () => ({ path: join(sources, "candidates/browser-candidates.ts") }));
    for (const [name, file] of Object.entries({
      "#read-file": "weights/read-file-browser.ts",
      "#decode-image": "image/decode-browser.ts",
    }))
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: join(packages, "core/src", file) }));
    // Core's other doors, as their names or as the engine calls them.
    onResolve({ filter: /^(#|@fagr\/)core\/(backend|network)$/ }, ({ path }) => ({
      path: join(packages, "core/src", `${path.slice(path.lastIndexOf("/") + 1)}.ts`),
    }));
    onResolve({ filter: /^#/ }, ({ path }) => ({ path, external: true }));
    onResolve({ filter: /^@fagr\/(core|backend-wasm)$/ }, ({ path }) => ({
      path: join(packages, path.slice("@fagr/".length), "src/index.ts"),
    }));
    onResolve({ filter: /^\./ }, ({ path, importer }) =>
      importer.startsWith(sources) ? { path: join(dirname(importer), `${path}.ts`) } : undefined,
    );
    // As if they lay in that folder, from where the other packages are looked for.
    onLoad({ filter: /\.ts$/ }, async ({ path }) =>
      path.startsWith(sources) ? { contents: await readFile(path), loader: "ts", resolveDir: folder } : undefined,
    );
  },
});

it("is bundled where the other backends are not installed, and says of each what to install", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fagr-bundle-"));
  const { errors, outputFiles } = await build({
    entryPoints: [join(sources, "index.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
    plugins: [nothingElseInstalled(folder)],
  });
  expect(errors).toEqual([]);
  expect(outputFiles[0]!.text).toContain('import("@fagr/backend-onnx")');
  await writeFile(join(folder, "bundle.mjs"), outputFiles[0]!.contents);
  // In a process of its own, which knows nothing of this workspace.
  const program = `
    import { chooseBackend, listBackends } from "./bundle.mjs";
    const { backend } = await chooseBackend();
    console.log(JSON.stringify({ chosen: backend.name, reports: await listBackends() }));
  `;
  await writeFile(join(folder, "program.mjs"), program);
  const { stdout, stderr } = spawnSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("");
  const { chosen, reports } = JSON.parse(stdout) as { chosen: string; reports: BackendReport[] };
  expect(chosen).toBe("wasm");
  expect(reports.length).toBeGreaterThan(5);
  for (const { name, available, reason } of reports) {
    expect({ name, available }).toEqual({ name, available: name === "wasm" });
    if (!available) expect(reason).toMatch(/^Expected the package @fagr\/backend-.*npm install @fagr\/backend-/);
  }
  await rm(folder, { recursive: true });
});
