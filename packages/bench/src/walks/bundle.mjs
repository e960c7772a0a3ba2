// bench:walks. The sources as one script, each file behind a line with its name, so that a function's place tells its file.
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const workspaceFolder = fileURLToPath(new URL("../../../..", import.meta.url));

const packageFolders = readdirSync(join(workspaceFolder, "packages")).map((name) =>
  join(workspaceFolder, "packages", name),
);

/** What packages ask for by names of their own, in Node. */
const byOwnName = {
  "#decode-image": "core/src/image/decode-node.ts",
  "#read-file": "core/src/weights/read-file-node.ts",
  "#core/backend": "core/src/backend.ts",
  "#core/network": "core/src/network.ts",
  "#onnxruntime-web": "backend-onnx/src/runtime/bundled-onnxruntime-web.ts",
  "#onnxruntime-node": "backend-onnx/src/runtime/bundled-onnxruntime-node.ts",
  "#candidates": "backend-auto/src/candidates/node-candidates.ts",
};

/**
 * @param {string} root - The repository.
 * @param {string} entry - TypeScript that imports from our packages.
 * @returns {Promise<string>}
 */
export async function bundleSources(root, entry) {
  const packages = join(root, "packages");
  const ours = (path) => {
    if (path.startsWith("#")) return byOwnName[path] && join(packages, byOwnName[path]);
    const [, name, door = "index"] = /^@fagr\/([a-z-]+)(?:\/([a-z0-9-]+))?$/.exec(path) ?? [];
    const source = join(packages, name, "src", door);
    return existsSync(`${source}.ts`) ? `${source}.ts` : join(source, "index.ts");
  };
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: join(packages, "cli/src"), sourcefile: "entry.ts", loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    plugins: [
      {
        name: "sources",
        setup({ onResolve, onLoad, resolve }) {
          onResolve({ filter: /^(@fagr\/|#)/ }, ({ path }) => {
            const found = ours(path);
            return found ? { path: found } : { path, external: true };
          });
          // Other people's packages stay where they are; those that an older repository had and its own folders lack are taken from ours.
          onResolve({ filter: /^[^./#]/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
            if (path.startsWith("node:") || pluginData === "inner") return undefined;
            for (const folder of [resolveDir, ...packageFolders]) {
              const found = await resolve(path, { importer, kind, resolveDir: folder, pluginData: "inner" });
              if (found.path.startsWith("/")) return { path: pathToFileURL(found.path).href, external: true };
            }
            return { path, external: true };
          });
          onLoad({ filter: /packages\/[^/]+\/src\/.*\.ts$/ }, async ({ path }) => ({
            // Files beside a source are found from the source, not from the bundle.
            contents: (await readFile(path, "utf8")).replaceAll(
              "import.meta.url",
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: "ts",
            resolveDir: dirname(path),
          }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}

/**
 * The file that each place of a bundle comes from.
 *
 * @param {string} bundle
 */
export function filesOf(bundle) {
  const starts = [...bundle.matchAll(/^\/\/ (packages\/\S+\.ts)$/gm)].map(({ index, 1: file }) => ({ index, file }));
  return (offset) => starts.findLast(({ index }) => index <= offset)?.file;
}
