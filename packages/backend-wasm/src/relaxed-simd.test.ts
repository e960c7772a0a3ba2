import { enableRelaxedSimd } from "@fagr/core";
import { testBackend } from "@fagr/testing";
import { wasmBackend } from "./wasm-backend";

// Before anything is compiled. The other kernels, without fused multiply-adds, are tested where Node 20 hides these.
enableRelaxedSimd();

testBackend("wasm with relaxed SIMD", () => wasmBackend({ arithmetic: "float32" }), { tolerance: 5e-6 });

testBackend("wasm with relaxed SIMD in whole numbers", () => wasmBackend({ arithmetic: "int16" }), { tolerance: 1e-3 });
