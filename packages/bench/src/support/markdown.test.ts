import { describe, expect, it } from "@jest/globals";
import { formatBytes, formatMilliseconds, markdownTable, replaceBetweenMarkers } from "./markdown";

describe("markdownTable", () => {
  it("aligns columns", () => {
    expect(
      markdownTable(
        ["a", "name"],
        [
          ["1", "x"],
          ["1000", "y"],
        ],
      ),
    ).toBe(["| a    | name |", "| ---- | ---- |", "| 1    | x    |", "| 1000 | y    |"].join("\n"));
  });
});

describe("replaceBetweenMarkers", () => {
  it("leaves what stands around and replaces again and again", () => {
    const text = "before\n<!-- sizes -->\nold\n<!-- /sizes -->\nafter";
    const once = replaceBetweenMarkers(text, "sizes", "new");
    expect(once).toBe("before\n<!-- sizes -->\n\nnew\n\n<!-- /sizes -->\nafter");
    expect(replaceBetweenMarkers(once, "sizes", "new")).toBe(once);
  });

  it("names the lines that are missing", () => {
    expect(() => replaceBetweenMarkers("<!-- /sizes --> <!-- sizes -->", "sizes", "")).toThrow(/<!-- sizes -->/);
  });
});

describe("formats", () => {
  it("keeps three digits of milliseconds", () => {
    expect([0.5123, 12.345, 99.95, 1234.5, undefined].map(formatMilliseconds)).toEqual([
      "0.512",
      "12.3",
      "100",
      "1235",
      "-",
    ]);
  });

  it("says kB and MB", () => {
    expect([950, 12_345, 2_480_000, undefined].map(formatBytes)).toEqual(["0.9 kB", "12 kB", "2.48 MB", "-"]);
  });
});
