import { testBackend } from "@fagr/testing";
import { wasmBackend } from "./wasm-backend";

// Sums of up to 576 products in another order than tfjs's, through 40 layers: measured at most 4e-7.
testBackend("wasm", () => wasmBackend(), { tolerance: 5e-6 });
