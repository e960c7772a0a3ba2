import { describe, expect, it } from "@jest/globals";
import { reasonOf } from "./reason";

describe("reasonOf", () => {
  it.each([
    [new Error("It broke.\n"), "It broke"],
    [new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") }), "fetch failed (ECONNREFUSED)"],
    [new Error("plain", { cause: undefined }), "plain"],
  ])("quotes %s", (error, expected) => {
    expect(reasonOf(error)).toBe(expected);
  });
});
