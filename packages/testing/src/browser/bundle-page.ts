import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const packages = fileURLToPath(new URL("../../../", import.meta.url));

/** Takes our packages from their sources, with the files that their package.json names for browsers under "imports". */
const sources: Plugin = {
  name: "sources",
  setup({ onResolve }) {
    onResolve({ filter: /^@fagr\// }, ({ path }) => {
      const [, name = "", entry = ""] = path.split("/");
      const candidates = [join(entry, "index.ts"), `${entry}.ts`].map((file) => join(packages, name, "src", file));
      return { path: candidates.find((file) => existsSync(file))! };
    });
    onResolve({ filter: /^#/ }, ({ path, importer }) => {
      const folder = join(packages, importer.slice(packages.length).split(/[\\/]/)[0]!);
      const { imports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const built: string = imports[path].browser;
      if (!built.startsWith("./dist/")) return undefined;
      const files = readdirSync(join(folder, "src"), { recursive: true }) as string[];
      const source = files.find((file) => basename(file) === `${basename(built, ".js")}.ts`)!;
      return { path: join(folder, "src", source) };
    });
  },
};

/**
 * A test page's script as one file for browsers, and the names of the files that went into it. It fails where something of
 * Node's is imported.
 */
export async function bundlePage(entryPoint: string): Promise<{ code: Uint8Array; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    logLevel: "silent",
    plugins: [sources],
  });
  return { code: outputFiles[0]!.contents, inputs: Object.keys(metafile.inputs) };
}
