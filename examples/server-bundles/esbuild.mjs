import { build } from "esbuild";

const common = { bundle: true, platform: "node", target: "node20", external: ["sharp"], loader: { ".bin": "binary" } };

for (const name of ["beside", "inlined"]) {
  await build({ ...common, entryPoints: [`${name}.js`], format: "esm", outfile: `out/esbuild/${name}.mjs` });
  await build({
    ...common,
    entryPoints: [`${name}.js`],
    format: "cjs",
    outfile: `out/esbuild/${name}.cjs`,
    // CommonJS has no import.meta.url, by which the packages find their files.
    define: { "import.meta.url": "scriptUrl" },
    banner: { js: 'const scriptUrl = require("node:url").pathToFileURL(__filename).href;' },
  });
}
