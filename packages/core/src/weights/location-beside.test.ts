import { describe, expect, it } from "@jest/globals";
import { WeightsError } from "../errors";
import { locationBeside } from "./location-beside";

describe("locationBeside", () => {
  it.each([
    ["https://a.org/m/manifest.json", "x.bin", "https://a.org/m/x.bin"],
    ["https://a.org/m/manifest.json", "sub/x.bin", "https://a.org/m/sub/x.bin"],
    ["https://a.org/m/manifest.json?sig=1&e=2", "x.bin", "https://a.org/m/x.bin?sig=1&e=2"],
    ["https://a.org/m/manifest.json?sig=1", "x.bin?own=2", "https://a.org/m/x.bin?own=2"],
    ["https://a.org/m/manifest.json", "v1..2.bin", "https://a.org/m/v1..2.bin"],
    ["file:///m/manifest.json", "x%20y.bin", "file:///m/x%20y.bin"],
    ["my model/manifest.json", "x.bin", "my model/x.bin"],
    ["why?/manifest.json", "x.bin", "why?/x.bin"],
    ["manifest.json", "sub/x.bin", "sub/x.bin"],
  ])("of %s, %s is %s", (source, path, expected) => {
    expect(String(locationBeside(source, path))).toBe(expected);
  });

  const elsewhere = [
    ...[
      "file:///etc/hostname",
      "FILE:///etc/hostname",
      "http://other.org/x",
      "//other.org/x",
      "data:,x",
      "C:\\x",
      "c:/x",
    ],
    ...["/etc/hostname", "\\etc\\hostname", "../x", "a/../../x", "..", "a/..", "..\\x", "a\\..\\..\\x", "%2e%2e/x"],
    ...[
      "%2e./x",
      "a/%2E%2E/%2e%2e/x",
      "%252e%252e/x",
      "%2fetc/hostname",
      "\t../x",
      " ../x",
      "x\0",
      "",
      "x".repeat(5000),
    ],
  ];
  it.each(elsewhere)("refuses %j, on servers and on disks", (path) => {
    for (const source of ["https://a.org/m/n/manifest.json", "file:///m/n/manifest.json", "m/n/manifest.json"])
      expect(() => locationBeside(source, path)).toThrow(WeightsError);
  });

  it.each([null, 3, undefined, {}])("refuses %j", (path) => {
    expect(() => locationBeside("https://a.org/manifest.json", path as never)).toThrow(WeightsError);
  });

  it.each(["data:application/json,{}", "blob:nodedata:1234", "http://"])("of %s nothing is", (source) => {
    expect(() => locationBeside(source, "x.bin")).toThrow(WeightsError);
  });
});
