import { RuntimeMissingError } from "@fagr/core";
import { afterEach, expect, it } from "@jest/globals";
import type { Gpu, GpuAdapter } from "./gpu";
import { requireGraphicsAdapter } from "./index";

const original = Object.getOwnPropertyDescriptor(globalThis, "navigator");

/** Puts WebGPU where browsers have it, and collects what it is asked for. */
function provide(adapter: GpuAdapter | null) {
  const requests: Parameters<Gpu["requestAdapter"]>[] = [];
  const gpu: Gpu = {
    async requestAdapter(...request) {
      requests.push(request);
      return adapter;
    },
  };
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  return requests;
}

afterEach(() => {
  if (original) Object.defineProperty(globalThis, "navigator", original);
  else Reflect.deleteProperty(globalThis, "navigator");
});

it("names the GPU, as tfjs will get it", async () => {
  const requests = provide({ info: { vendor: "nvidia", architecture: "ampere", device: "", description: "" } });
  expect(await requireGraphicsAdapter()).toEqual({ name: "nvidia ampere", isSoftware: false });
  expect(requests).toEqual([[{ powerPreference: "high-performance" }]]);
});

it("takes a card that tells nothing of itself", async () => {
  provide({ info: {} });
  expect(await requireGraphicsAdapter()).toEqual({ name: "an adapter without a name", isSoftware: false });
});

it.each<[string, GpuAdapter]>([
  ["that says so", { info: { vendor: "acme", isFallbackAdapter: true } }],
  ["of an older browser, that says so itself", { info: { vendor: "acme" }, isFallbackAdapter: true }],
  ["by the name of SwiftShader", { info: { vendor: "google", architecture: "swiftshader", isFallbackAdapter: false } }],
  ["by the name of lavapipe", { info: { vendor: "mesa", description: "llvmpipe (LLVM 15.0.6, 256 bits)" } }],
  ["by the name of Windows' WARP", { info: { vendor: "microsoft", description: "Microsoft Basic Render Driver" } }],
])("takes a software adapter %s only where that is allowed", async (_, adapter) => {
  provide(adapter);
  const failure = requireGraphicsAdapter();
  await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
  await expect(failure).rejects.toThrow(/only a software adapter \(.*\).*allowSoftwareAdapter/);
  expect(await requireGraphicsAdapter({ allowSoftwareAdapter: true })).toMatchObject({ isSoftware: true });
});

it("says that there is no adapter", async () => {
  provide(null);
  const failure = requireGraphicsAdapter({ allowSoftwareAdapter: true });
  await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
  await expect(failure).rejects.toThrow(/there is none here/);
});
