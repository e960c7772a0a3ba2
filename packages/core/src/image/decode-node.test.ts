import { describe, expect, it, jest } from "@jest/globals";
import { RuntimeMissingError } from "../errors";
import { completeLimits } from "./image-limits";

jest.unstable_mockModule("sharp", () => {
  throw new Error("Cannot find package 'sharp'");
});
const { imageDecoder } = await import("./decode-node");

describe("decode in Node without sharp", () => {
  it("says which package to install, and what works without it", async () => {
    const decoding = imageDecoder.decode(Uint8Array.of(0xff, 0xd8, 0xff), {
      source: "face.jpg",
      limits: completeLimits({}),
      signal: undefined,
    });
    await expect(decoding).rejects.toBeInstanceOf(RuntimeMissingError);
    await expect(decoding).rejects.toMatchObject({ packageName: "sharp", code: "RUNTIME_MISSING" });
    await expect(decoding).rejects.toThrow(/npm install sharp.*decoded pixels/);
  });
});
