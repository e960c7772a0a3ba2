import { expect, it } from "@jest/globals";
import { checkOptions } from "./check-options";

const check = (options: unknown) => () => checkOptions(options, ["size", "signal", "fetch", "onProgress"], "resize()");

it("lets pass what there is, and what is undefined", () => {
  const { signal } = new AbortController();
  expect(check({ size: 1, signal, fetch, onProgress: () => {}, other: undefined })).not.toThrow();
});

it.each([
  [{ sise: 1 }, /no option "sise". Did you mean size/],
  [null, /object with the options of resize\(\)/],
  [
    { signal: new AbortController() },
    /signal to be an AbortSignal, received an object of type AbortController.*pass its signal/,
  ],
  [{ signal: {} }, /signal to be an AbortSignal, received an empty object/],
  [{ fetch: "https://a.org" }, /fetch to be a function/],
  [{ onProgress: 1 }, /onProgress to be a function/],
])("refuses %p", (options, message) => {
  expect(check(options)).toThrow(message);
});
