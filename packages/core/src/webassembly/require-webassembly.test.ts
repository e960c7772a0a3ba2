import { describe, expect, it, jest } from "@jest/globals";
import { RuntimeMissingError } from "../errors";
import { requireWebAssembly } from "./require-webassembly";

describe("requireWebAssembly", () => {
  it("has nothing against an engine that compiles", () => {
    expect(() => requireWebAssembly("a-runtime")).not.toThrow();
  });

  it("says which directive a policy that forbids it needs", () => {
    const cause = new Error("blocked by CSP.");
    const compile = jest.spyOn(WebAssembly, "Module").mockImplementation(() => {
      throw cause;
    });
    try {
      expect(() => requireWebAssembly("a-runtime")).toThrow(RuntimeMissingError);
      expect(() => requireWebAssembly("a-runtime")).toThrow(
        /^a-runtime cannot run: .*\(blocked by CSP\)\. A Content-Security-Policy needs 'wasm-unsafe-eval' in its script-src/,
      );
    } finally {
      compile.mockRestore();
    }
  });

  it("tells of an engine without WebAssembly", () => {
    const { WebAssembly: original } = globalThis;
    Reflect.deleteProperty(globalThis, "WebAssembly");
    try {
      expect(() => requireWebAssembly("a-runtime")).toThrow(/this engine has no WebAssembly/);
    } finally {
      globalThis.WebAssembly = original;
    }
  });
});
