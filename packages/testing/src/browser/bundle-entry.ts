import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";

/** What an application imports: all of an entry, or some of its exports. */
export interface EntryImport {
  /** Such as "@fagr/core" or "@fagr/backend-onnx/webgpu". */
  readonly entry: string;
  /** Names of exports. Default: all. */
  readonly names?: readonly string[];
}

/** What a bundler makes of it for browsers, minified. Bytes are after gzip. */
export interface BundledEntry {
  /** Our own code, all chunks together. */
  readonly ownBytes: number;
  /** With the packages of others, all chunks together, also those that are fetched only when they are needed. */
  readonly bytes: number;
  /** Packages of others that are loaded with the entry, and not when they are first needed. */
  readonly loadedAtOnce: readonly string[];
}

/**
 * Bundles an import of the built packages, as applications do.
 *
 * @throws esbuild's error where something of Node's is imported.
 */
export async function bundleEntry(wanted: EntryImport): Promise<BundledEntry> {
  const [own, whole] = await Promise.all([bundle(wanted, [keepOthersOut]), bundle(wanted, [])]);
  return { ownBytes: gzipped(own), bytes: gzipped(whole), loadedAtOnce: importedAtOnce(own.metafile) };
}

/** Leaves what is not ours as an import, also where package.json's "imports" gives it another name. */
const keepOthersOut: Plugin = {
  name: "keep-others-out",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[@a-z#]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind === "entry-point" || pluginData === keepOthersOut.name) return undefined;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: keepOthersOut.name });
      return /[\\/]node_modules[\\/]/.test(found.path) ? { path, external: true } : found;
    });
  },
};

/** Imports of others that the entry's own chunk, and the chunks that it cannot do without, begin with. */
function importedAtOnce({ outputs }: Metafile): string[] {
  const chunks = [Object.keys(outputs).find((path) => outputs[path]!.entryPoint === "application.js")!];
  const others = new Set<string>();
  // Grows while it is walked through.
  for (const chunk of chunks)
    for (const { path, kind, external } of outputs[chunk]!.imports) {
      if (kind !== "import-statement") continue;
      if (external) others.add(path);
      else if (!chunks.includes(path)) chunks.push(path);
    }
  return [...others].sort();
}

async function bundle({ entry, names }: EntryImport, plugins: Plugin[]) {
  const folder = new URL(`../../../${entry.replace("@fagr/", "").split("/")[0]}/`, import.meta.url);
  const contents = names
    ? `import { ${names.join(", ")} } from "${entry}"; globalThis.used = [${names.join(", ")}];`
    : `import * as used from "${entry}"; globalThis.used = used;`;
  return build({
    // A package may import itself by its name, so that nothing needs to depend on it here.
    stdin: { contents, resolveDir: fileURLToPath(folder), sourcefile: "application.js" },
    outdir: "/",
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    metafile: true,
    absWorkingDir: fileURLToPath(folder),
    logLevel: "silent",
    plugins,
  });
}

function gzipped({ outputFiles }: { outputFiles: readonly { readonly contents: Uint8Array }[] }): number {
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
