// Who may import whom. CONTRIBUTING.md says it in words.
import { fileURLToPath } from "node:url";
import { manifestsOf } from "./scripts/backends/read-backends.mjs";

/** A backend may import what its package.json names. backend-auto may import all of them, when it tries them. */
const backends = Object.fromEntries(
  manifestsOf(fileURLToPath(new URL(".", import.meta.url)))
    .filter(({ manifest }) => manifest.fagr?.backends)
    .map(({ folder, manifest }) => [
      folder,
      Object.keys(manifest.dependencies)
        .filter((name) => name.startsWith("@fagr/"))
        .map((name) => name.slice("@fagr/".length)),
    ]),
);

/** What each package may import of ours, besides itself; tests may import `testing` too. */
const allowed = {
  core: [],
  engine: ["core"],
  data: ["core"],
  evaluation: ["core", "backend-onnx"],
  detect: ["core", "engine", "backend-onnx"],
  video: ["core"],
  "wasm-gradients": ["core"],
  ...backends,
  convert: ["core"],
  fagr: ["core", "analyzer"],
  element: ["core", "analyzer"],
  training: ["core", "data", "wasm-gradients", "backend-webgpu", "backend-tfjs-node"],
};

const source = "\\.(ts|tsx)$";
const testFiles = "\\.test\\.ts$|/test-[a-z-]+\\.ts$|/(testing|test-support)/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(allowed).map(([name, others]) => ({
      name: `${name} imports ${others.length > 0 ? others.join(", ") : "no other package of ours"}`,
      severity: "error",
      from: { path: `^packages/${name}/src/.*${source}`, pathNot: testFiles },
      to: { path: "^packages/", pathNot: `^packages/(${[name, ...others].join("|")})/` },
    })),
    {
      name: "no circles of values",
      comment: "Circles of types alone cost nothing at run time.",
      severity: "error",
      from: { path: `^packages/[^/]+/src/.*${source}` },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no test code in what is published",
      severity: "error",
      from: { path: `^packages/(?!testing|bench)[^/]+/src/.*${source}`, pathNot: testFiles },
      to: { path: "^packages/testing/|\\.test\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/|/generated/" },
    exclude: { path: "node_modules|/dist/|/generated/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
  },
};
