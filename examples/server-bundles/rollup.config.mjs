import { readFile } from "node:fs/promises";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";

/** Weights as bytes in the script. */
const inlineBytes = {
  name: "inline-bytes",
  async load(id) {
    if (!id.endsWith(".bin")) return null;
    const text = await readFile(id, "base64");
    return `import { Buffer } from "node:buffer"; export default new Uint8Array(Buffer.from("${text}", "base64"));`;
  },
};

export default ["beside", "inlined"].flatMap((name) =>
  [
    ["es", "mjs"],
    ["cjs", "cjs"],
  ].map(([format, extension]) => ({
    input: `${name}.js`,
    external: [/^node:/, "sharp", "@fagr/backend-onnx/runtime"],
    plugins: [inlineBytes, json(), nodeResolve({ exportConditions: ["node"] })],
    output: { file: `out/rollup/${name}.${extension}`, format, inlineDynamicImports: true },
  })),
);
