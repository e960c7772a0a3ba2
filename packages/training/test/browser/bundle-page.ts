import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const entries: Readonly<Record<string, string>> = {
  "@fagr/core": here("../../../core/src/index.ts"),
  "@fagr/core/layers": here("../../../core/src/layers/index.ts"),
  "@fagr/wasm-gradients": here("../../../wasm-gradients/src/index.ts"),
};
const core = here("../../../core");

/** Takes our packages from their sources, with the files that core's package.json names for browsers under "imports". */
const sources: Plugin = {
  name: "sources",
  setup({ onResolve }) {
    onResolve({ filter: /^@fagr\// }, ({ path }) => ({ path: entries[path]! }));
    onResolve({ filter: /^#/ }, ({ path }) => {
      const { imports } = JSON.parse(readFileSync(join(core, "package.json"), "utf8"));
      const built: string = imports[path].browser;
      const files = readdirSync(join(core, "src"), { recursive: true }) as string[];
      const source = files.find((file) => basename(file) === `${basename(built, ".js")}.ts`)!;
      return { path: join(core, "src", source) };
    });
  },
};

/** The test page's script as one file for browsers; fails where something of Node's is imported. */
export async function bundlePage(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [here("page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    plugins: [sources],
  });
  return outputFiles[0]!.contents;
}
