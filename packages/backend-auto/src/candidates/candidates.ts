import { wasmBackend } from "@fagr/backend-wasm";
import { type Candidate, missingPackage } from "./candidate";

// Each import of a package that may be missing stands in a `try`, which tells bundlers so.

export const wasm: Candidate = { name: "wasm", create: async () => wasmBackend() };

export const onnxruntimeNode: Candidate = {
  name: "onnxruntime-node",
  async create() {
    try {
      const { onnxBackend } = await import("@fagr/backend-onnx");
      return onnxBackend({ runtime: "node" });
    } catch (cause) {
      throw missingPackage(["@fagr/backend-onnx", "onnxruntime-node"], cause);
    }
  },
};

export const onnxruntimeWeb: Candidate = {
  name: "onnxruntime-web",
  async create() {
    try {
      const { onnxBackend } = await import("@fagr/backend-onnx");
      return onnxBackend({ runtime: "web" });
    } catch (cause) {
      throw missingPackage(["@fagr/backend-onnx"], cause);
    }
  },
};

export const onnxruntimeWebgpu: Candidate = {
  name: "onnxruntime-webgpu",
  async create() {
    try {
      const { onnxWebgpuBackend } = await import("@fagr/backend-onnx/webgpu");
      return onnxWebgpuBackend({ allowSoftwareAdapter: false });
    } catch (cause) {
      throw missingPackage(["@fagr/backend-onnx"], cause);
    }
  },
};

export const webgpu: Candidate = {
  name: "webgpu",
  async create() {
    try {
      const { webgpuBackend } = await import("@fagr/backend-webgpu");
      // A program that does a graphics card's work on the processor is a hundred times slower than wasm.
      return webgpuBackend({ allowSoftwareAdapter: false });
    } catch (cause) {
      const packages = ["@fagr/backend-webgpu", "@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-webgpu"];
      throw missingPackage(packages, cause);
    }
  },
};

export const tfjsWasm = /* @__PURE__ */ tfjs("wasm");
export const tfjsWebgl = /* @__PURE__ */ tfjs("webgl");
export const tfjsCpu = /* @__PURE__ */ tfjs("cpu");

function tfjs(runtime: "wasm" | "webgl" | "cpu"): Candidate {
  return {
    name: `tfjs-${runtime}`,
    async create() {
      try {
        const { tfjsBackend } = await import("@fagr/backend-tfjs");
        return tfjsBackend({ runtime });
      } catch (cause) {
        const packages = ["@fagr/backend-tfjs", "@tensorflow/tfjs-core", `@tensorflow/tfjs-backend-${runtime}`];
        throw missingPackage(packages, cause);
      }
    },
  };
}
