import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    backends: "src/backends.ts",
    accuracy: "src/accuracy.ts",
    latency: "src/latency.ts",
    size: "src/size.ts",
    detectors: "src/detectors.ts",
    "measure-detectors": "src/detectors/measure-detectors.ts",
    video: "src/video.ts",
    server: "src/server.ts",
    page: "src/page.ts",
    photo: "src/photo.ts",
    loading: "src/loading.ts",
    "own-thread-page": "src/page/own-thread-page.ts",
    "pool-page": "src/page/pool-page.ts",
    "node-child": "src/rows/node-child.ts",
    "measure-page": "src/rows/measure-page.ts",
    "litert-backend": "src/litert-backend.ts",
    peers: "src/peers/index.ts",
  },
  format: "esm",
  target: "node20",
  platform: "node",
  // It is TypeScript, for tests.
  noExternal: [/^@fagr\/testing/],
  clean: true,
});
