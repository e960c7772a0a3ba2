import { build } from "esbuild";

const common = {
  ...{ bundle: true, platform: "node", target: "node20", external: ["sharp"], loader: { ".bin": "binary" } },
  // In CommonJS import.meta.url is empty; the packages then look beside the bundle by its __filename.
  logOverride: { "empty-import-meta": "silent" },
};

for (const name of ["beside", "inlined"])
  for (const [format, ending] of [
    ["esm", "mjs"],
    ["cjs", "cjs"],
  ])
    await build({ ...common, entryPoints: [`${name}.js`], format, outfile: `out/esbuild/${name}.${ending}` });
