import { describe, expect, it } from "@jest/globals";
import { countBatch, formatBatchCounts } from "./batch-counts";

describe("countBatch", () => {
  const faces = [
    { age: 5, gender: null, domain: "b" },
    { age: 31, gender: null, domain: "a" },
    { age: null, gender: 1, domain: "a" },
  ] as const;
  const ageGroups = [
    [0, 17],
    [18, 65],
  ] as const;

  it("counts by domain and age group, and shows a table", () => {
    const counts = countBatch([0, 0, 1, 2], { samples: faces, ageGroups });
    expect(counts).toEqual({ ageGroups, domains: { a: [0, 1], b: [2, 0] }, ungrouped: 1, total: 4 });
    expect(formatBatchCounts(counts).split("\n")).toEqual([
      "| ages | a | b |",
      "| --- | ---: | ---: |",
      "| 0-17 | 0 | 2 |",
      "| 18-65 | 1 | 0 |",
      "| sum | 1 | 2 |",
      "",
      "1 outside the groups, 4 in all",
    ]);
  });
});
