import { afterEach, describe, expect, it } from "@jest/globals";
import { RuntimeMissingError } from "../errors";
import { findGraphicsAdapter } from "./graphics-adapter";

const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");

/** Puts a WebGPU in place that offers this adapter. */
function offerAdapter(adapter: object | null): void {
  const gpu = { requestAdapter: async () => adapter };
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
}

afterEach(() => {
  if (before) Object.defineProperty(globalThis, "navigator", before);
  else Reflect.deleteProperty(globalThis, "navigator");
});

describe("findGraphicsAdapter", () => {
  it("names a GPU", async () => {
    offerAdapter({ info: { vendor: "nvidia", architecture: "ampere", device: "", description: "" } });
    expect(await findGraphicsAdapter()).toEqual({ name: "nvidia ampere", isSoftware: false });
  });

  it.each([
    ["by its name", { info: { vendor: "google", architecture: "swiftshader" } }],
    ["by its word", { info: { vendor: "some", isFallbackAdapter: true } }],
    ["by its word of old", { info: {}, isFallbackAdapter: true }],
  ])("knows a software adapter %s, and takes it only where that is allowed", async (_, adapter) => {
    offerAdapter(adapter);
    await expect(findGraphicsAdapter()).rejects.toBeInstanceOf(RuntimeMissingError);
    await expect(findGraphicsAdapter()).rejects.toThrow("allowSoftwareAdapter: true");
    expect(await findGraphicsAdapter({ allowSoftwareAdapter: true })).toMatchObject({ isSoftware: true });
  });

  it.each([
    ["no adapter", () => offerAdapter(null), "Install the GPU's driver"],
    [
      "no WebGPU",
      () => Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true }),
      "Expected a browser with WebGPU",
    ],
    [
      "no navigator",
      () => Object.defineProperty(globalThis, "navigator", { value: undefined, configurable: true }),
      "Expected a browser with WebGPU",
    ],
  ])("says what to do where there is %s", async (_, prepare, message) => {
    prepare();
    await expect(findGraphicsAdapter()).rejects.toThrow(message);
  });
});
