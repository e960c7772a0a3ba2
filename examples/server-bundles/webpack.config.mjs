import { resolve } from "node:path";

const bundle = (name, isModule) => ({
  mode: "production",
  target: "node20",
  entry: `./${name}.js`,
  // sharp has native code; the other is for those who installed it.
  externals: Object.fromEntries(
    ["sharp", "@fagr/backend-onnx/runtime"].map((name) => [name, `${isModule ? "import" : "commonjs"} ${name}`]),
  ),
  experiments: { outputModule: isModule },
  output: {
    path: resolve("out/webpack"),
    filename: `${name}.${isModule ? "mjs" : "cjs"}`,
    module: isModule,
  },
  performance: false,
  optimization: { minimize: false },
  module: {
    // One file: what is imported when it is needed is in it, too.
    parser: { javascript: { dynamicImportMode: "eager" } },
    // Weights that are imported become bytes in the script; those that are named by address are copied.
    rules: [{ test: /\.bin$/, dependency: { not: ["url"] }, type: "javascript/auto", use: resolve("to-bytes.cjs") }],
  },
});

export default ["beside", "inlined"].flatMap((name) => [bundle(name, true), bundle(name, false)]);
