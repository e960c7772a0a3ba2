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
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript" },
          experimental: { keepImportAttributes: true },
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  moduleNameMapper: {
    "^#decode-image$": "<rootDir>/packages/core/src/image/decode-node.ts",
    // It names a worker's script, which has to be built.
    "^#pool-(host|port)$": "<rootDir>/packages/analyzer/dist/pool-$1-node.js",
    "^#candidates$": "<rootDir>/packages/backend-auto/src/candidates/node-candidates.ts",
    // Built files that tests load are to share the sources' classes, see scripts/core-doors.mjs.
    "^#core/(backend|network)$": "<rootDir>/packages/core/src/$1.ts",
    "^#read-file$": "<rootDir>/packages/core/src/weights/read-file-node.ts",
    // A package's door `x` is its src/x/index.ts or src/x.ts.
    "^fagr$": "<rootDir>/packages/fagr/src/index.ts",
    "^@fagr/([a-z-]+)$": "<rootDir>/packages/$1/src/index.ts",
    "^@fagr/([a-z-]+)/([a-z0-9-]+)$": ["<rootDir>/packages/$1/src/$2/index.ts", "<rootDir>/packages/$1/src/$2.ts"],
  },
  // Lookups of globals in a test realm are slow; tfjs-cpu does one for every element.
  sandboxInjectedGlobals: ["Math", "Float32Array", "Int32Array", "Array", "Object", "Number"],
  // Generous, for machines that do something else meanwhile: tests are never timed.
  testTimeout: 240_000,
  maxWorkers: "100%",
  reporters: ["<rootDir>/scripts/test-reporter/index.mjs"],
  // What tests print is kept for those that fail, also where one file runs.
  verbose: false,
  // Native runtimes and a gigabyte of heap are not put away in jest's half second, on a machine that is busy.
  workerGracefulExitTimeout: 10_000,
};
