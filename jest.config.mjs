/** One configuration for all packages. Tests run on the sources; what needs built files starts the built command line. */
export default {
  testEnvironment: "<rootDir>/packages/testing/jest-environment.cjs",
  roots: ["<rootDir>/packages", "<rootDir>/examples"],
  testMatch: ["**/*.test.ts"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "es6" }, sourceMaps: "inline" },
    ],
  },
  moduleNameMapper: {
    "^#decode-image$": "<rootDir>/packages/core/src/image/decode-node.ts",
    "^#candidates$": "<rootDir>/packages/backend-auto/src/candidates/node-candidates.ts",
    "^#read-file$": "<rootDir>/packages/core/src/weights/read-file-node.ts",
    "^@fagr/core/files$": "<rootDir>/packages/core/src/files/index.ts",
    "^@fagr/core/layers$": "<rootDir>/packages/core/src/layers/index.ts",
    "^@fagr/core/sampling$": "<rootDir>/packages/core/src/sampling/index.ts",
    "^@fagr/data/crops$": "<rootDir>/packages/data/src/crops.ts",
    "^@fagr/evaluation/plots$": "<rootDir>/packages/evaluation/src/plots.ts",
    "^@fagr/evaluation/png$": "<rootDir>/packages/evaluation/src/png.ts",
    "^@fagr/backend-tfjs/network$": "<rootDir>/packages/backend-tfjs/src/network/index.ts",
    "^@fagr/backend-webgpu/adapter$": "<rootDir>/packages/backend-webgpu/src/adapter/index.ts",
    "^@fagr/backend-onnx/webgpu$": "<rootDir>/packages/backend-onnx/src/webgpu/index.ts",
    "^@fagr/backend-tfjs-node/runtime$": "<rootDir>/packages/backend-tfjs-node/src/runtime.ts",
    "^@fagr/backend-onnx/runtime$": "<rootDir>/packages/backend-onnx/src/runtime/index.ts",
    "^@fagr/weights/float16$": "<rootDir>/packages/weights/src/float16.ts",
    "^@fagr/weights/int8$": "<rootDir>/packages/weights/src/int8.ts",
    "^@fagr/testing/browser$": "<rootDir>/packages/testing/src/browser/index.ts",
    "^@fagr/testing/packaging$": "<rootDir>/packages/testing/src/packaging/index.ts",
    "^@fagr/testing/page$": "<rootDir>/packages/testing/src/page.ts",
    "^@fagr/([a-z-]+)$": "<rootDir>/packages/$1/src/index.ts",
  },
  // Lookups of globals in a test realm are slow; tfjs-cpu does one for every element.
  sandboxInjectedGlobals: ["Math", "Float32Array", "Int32Array", "Array", "Object", "Number"],
  // Generous, for machines that do something else meanwhile: tests are never timed.
  testTimeout: 240_000,
  maxWorkers: "100%",
};
