import { describe, expect, it } from "@jest/globals";
import { documentBatches, type GroupBalancedBatches } from "./batches";
import { createSampler } from "./create-sampler";
import { samples } from "./test-samples";

describe("what the sampler refuses", () => {
  const groups: GroupBalancedBatches = {
    kind: "groupBalanced",
    ageGroups: [
      [18, 30],
      [31, 65],
    ],
    tables: [{ fromStep: 0, domains: { asian: [1, 1] } }],
  };
  const table = groups.tables[0]!;

  it.each<[string, Partial<GroupBalancedBatches>, RegExp]>([
    [
      "quotas of another length",
      { tables: [{ fromStep: 0, domains: { asian: [1] } }] },
      /tables.0.domains.asian": expected 2 whole/,
    ],
    ["fractions", { tables: [{ fromStep: 0, domains: { asian: [1, 0.5] } }] }, /domains.asian/],
    ["an empty batch", { tables: [{ fromStep: 0, domains: { asian: [0, 0] } }] }, /0 everywhere/],
    ["no table for the first step", { tables: [{ ...table, fromStep: 5 }] }, /tables.0.fromStep": expected 0/],
    [
      "tables out of order",
      { tables: [table, { ...table, fromStep: 9 }, { ...table, fromStep: 9 }] },
      /tables.2.fromStep": expected a step after 9/,
    ],
    [
      "groups that overlap",
      {
        ageGroups: [
          [18, 30],
          [30, 65],
        ],
      },
      /ageGroups.1": expected ages above 30/,
    ],
    [
      "a group upside down",
      {
        ageGroups: [
          [30, 18],
          [31, 65],
        ],
      },
      /ageGroups.0": expected whole years, the lower one first/,
    ],
    ["no groups", { ageGroups: [] }, /at least one age group/],
  ])("%s", (_, changes, message) => {
    expect(() => createSampler(samples, { batches: { ...groups, ...changes }, seed: 1 })).toThrow(message);
  });

  it("the state of another data set", () => {
    const sampler = createSampler(samples, { batches: documentBatches, seed: 1 });
    expect(() => sampler.restore({ step: 1, pools: { "asian/18-20": [0, 0, 9] } })).toThrow(/another data set/);
    const fewer = createSampler(samples.slice(1), { batches: documentBatches, seed: 1 });
    expect(() => sampler.restore(fewer.state)).toThrow(/asian\/18-20 9.*received.*asian\/18-20 8/);
  });
});
