import { InvalidArgumentError } from "@fagr/core";
import { afterEach, expect, it, jest } from "@jest/globals";
import { kernels as variants } from "./generated/kernels";
import { createKernels } from "./kernels";
import { Runner } from "./runner";
import { writeInput } from "./test-support";

afterEach(() => {
  jest.restoreAllMocks();
});

it("runs a graph on kernels that were compiled beforehand, where nothing may be compiled", () => {
  const module = new WebAssembly.Module(Uint8Array.from(atob(variants.simd), (character) => character.charCodeAt(0)));
  const forbidden = () => {
    throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
  };
  jest.spyOn(WebAssembly, "Module").mockImplementation(forbidden);
  jest.spyOn(WebAssembly, "compile").mockImplementation(forbidden);
  const kernels = createKernels(module);
  expect(kernels.instructions).toBe("simd");
  const activation = { kind: "clip", minimum: 0, maximum: 6 } as const;
  const runner = new Runner(
    {
      input: { name: "in", shape: [1, 2, 4] },
      operations: [{ kind: "activation", name: "out", input: "in", activation }],
      outputs: ["out"],
    },
    kernels,
  );
  writeInput(runner, Float32Array.of(-1, 0, 1, 2, 5, 6, 7, 8), 0);
  runner.run();
  expect([...runner.read("out")]).toEqual([0, 0, 1, 2, 5, 6, 6, 6]);
});

it("refuses another module, and what is none", () => {
  const other = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  for (const module of [other, undefined, "simd.wasm"])
    expect(() => createKernels(module as WebAssembly.Module)).toThrow(InvalidArgumentError);
});
