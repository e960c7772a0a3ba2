import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { RuntimeMissingError } from "../errors";
import { sha256Hex } from "./integrity";

afterEach(() => {
  jest.restoreAllMocks();
});

describe("sha256Hex", () => {
  // FIPS 180-4 examples.
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ])("of %j", async (text, expected) => {
    expect(await sha256Hex(new TextEncoder().encode(text))).toBe(expected);
  });

  it("takes only the bytes of a view", async () => {
    const bytes = new TextEncoder().encode("xabcx");
    expect(await sha256Hex(bytes.subarray(1, 4))).toMatch(/^ba7816bf/);
  });

  it("asks Node where a simulated page has no WebCrypto", async () => {
    jest.replaceProperty(globalThis, "crypto", {} as Crypto);
    expect(await sha256Hex(new TextEncoder().encode("abc"))).toMatch(/^ba7816bf/);
  });

  it("says what to do where WebCrypto is missing", async () => {
    jest.replaceProperty(globalThis, "crypto", {} as Crypto);
    jest.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    const hashing = sha256Hex(new Uint8Array(1));
    await expect(hashing).rejects.toBeInstanceOf(RuntimeMissingError);
    await expect(hashing).rejects.toThrow(/https or from localhost/);
  });
});
