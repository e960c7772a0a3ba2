import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const packages = { core: here("../../../core"), backend: here("../..") };

/** Takes our packages from their sources, with the files that their package.json names for browsers under "imports". */
const sources: Plugin = {
  name: "sources",
  setup({ onResolve }) {
    onResolve({ filter: /^@fagr\/core$/ }, () => ({ path: join(packages.core, "src/index.ts") }));
    onResolve({ filter: /^#/ }, ({ path, importer }) => {
      const folder = Object.values(packages).find((candidate) => importer.startsWith(join(candidate, "src")))!;
      const { imports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const built: string = imports[path].browser;
      if (!built.startsWith("./dist/")) return undefined;
      const files = readdirSync(join(folder, "src"), { recursive: true }) as string[];
      const source = files.find((file) => basename(file) === `${basename(built, ".js")}.ts`)!;
      return { path: join(folder, "src", source) };
    });
  },
};

/** The test page's script as one file for browsers, and the names of the files that went into it. */
export async function bundlePage(): Promise<{ code: Uint8Array; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [here("page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    logLevel: "error",
    plugins: [sources],
  });
  return { code: outputFiles[0]!.contents, inputs: Object.keys(metafile.inputs) };
}
