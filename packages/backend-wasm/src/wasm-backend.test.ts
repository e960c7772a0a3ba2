import { testBackend } from "@fagr/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { wasmBackend } from "./wasm-backend";

// Sums of up to 576 products in another order than tfjs's, through 40 layers.
testBackend("wasm", () => wasmBackend({ arithmetic: "float32" }), { tolerance: 5e-6 });

// Pixels are rounded to a part in 8191 of their largest number, in front of each of 30 layers.
testBackend("wasm in whole numbers", () => wasmBackend({ arithmetic: "int16" }), { tolerance: 1e-3 });

describe("an engine that cannot", () => {
  /** A module of its own, which has compiled nothing yet. */
  async function freshBackend() {
    let fresh: typeof import("./wasm-backend") | undefined;
    await jest.isolateModulesAsync(async () => {
      fresh = await import("./wasm-backend");
    });
    return fresh!.wasmBackend();
  }

  it("is told which engines have SIMD", async () => {
    const validate = jest.spyOn(WebAssembly, "validate").mockReturnValue(false);
    try {
      const availability = await (await freshBackend()).isAvailable();
      expect(availability).toEqual({ available: false, reason: expect.stringMatching(/no SIMD.*Firefox 89/) });
    } finally {
      validate.mockRestore();
    }
  });

  it("is told what a Content-Security-Policy must allow, and tried anew later", async () => {
    const compile = jest.spyOn(WebAssembly, "Module").mockImplementation(() => {
      throw new WebAssembly.CompileError("blocked by CSP");
    });
    const backend = await freshBackend();
    try {
      expect(await backend.isAvailable()).toEqual({
        available: false,
        reason: expect.stringMatching(/blocked by CSP.*'wasm-unsafe-eval'/),
      });
    } finally {
      compile.mockRestore();
    }
    expect((await backend.isAvailable()).available).toBe(true);
  });
});
