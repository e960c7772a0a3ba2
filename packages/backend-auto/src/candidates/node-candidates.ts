// Written by scripts/backends of what the backends say in their package.json: "npm run backends" writes it anew.
import { wasmBackend } from "@fagr/backend-wasm";
import { type Candidate, missingPackage } from "./candidate";

/** In Node, the fastest first. An import in a `try` tells bundlers that the package may be missing. */
export const candidates: readonly Candidate[] = [
  {
    name: "onnxruntime-node",
    async create() {
      try {
        const { onnxBackend } = await import("@fagr/backend-onnx");
        return onnxBackend({ runtime: "node" });
      } catch (cause) {
        throw missingPackage(["@fagr/backend-onnx", "onnxruntime-node"], cause);
      }
    },
  },
  { name: "wasm", create: async () => wasmBackend() },
  {
    name: "tfjs-wasm",
    async create() {
      try {
        const { tfjsBackend } = await import("@fagr/backend-tfjs");
        return tfjsBackend({ runtime: "wasm" });
      } catch (cause) {
        throw missingPackage(["@fagr/backend-tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"], cause);
      }
    },
  },
  {
    name: "onnxruntime-web",
    async create() {
      try {
        const { onnxBackend } = await import("@fagr/backend-onnx");
        return onnxBackend({ runtime: "web" });
      } catch (cause) {
        throw missingPackage(["@fagr/backend-onnx"], cause);
      }
    },
  },
  {
    name: "webgpu",
    async create() {
      try {
        const { webgpuBackend } = await import("@fagr/backend-webgpu");
        return webgpuBackend({ allowSoftwareAdapter: false });
      } catch (cause) {
        throw missingPackage(
          ["@fagr/backend-webgpu", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-webgpu", "webgpu"],
          cause,
        );
      }
    },
  },
  {
    name: "tfjs-node",
    async create() {
      try {
        const { tfjsNodeBackend } = await import("@fagr/backend-tfjs-node");
        return tfjsNodeBackend();
      } catch (cause) {
        throw missingPackage(["@fagr/backend-tfjs-node"], cause);
      }
    },
  },
  {
    name: "tfjs-cpu",
    async create() {
      try {
        const { tfjsBackend } = await import("@fagr/backend-tfjs");
        return tfjsBackend({ runtime: "cpu" });
      } catch (cause) {
        throw missingPackage(["@fagr/backend-tfjs", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-cpu"], cause);
      }
    },
  },
];
