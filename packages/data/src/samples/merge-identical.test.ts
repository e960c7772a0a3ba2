import { describe, expect, it } from "@jest/globals";
import type { FaceSample } from "./face-sample";
import { mergeIdentical } from "./merge-identical";
import type { HashedSample } from "./split";

const sample = (labels: Partial<FaceSample>, digest = "d"): HashedSample => ({
  file: JSON.stringify(labels),
  age: null,
  gender: null,
  domain: "asian",
  source: "x",
  digest,
  ...labels,
});
const merge = (...labels: Partial<FaceSample>[]) => {
  const [group, ...others] = mergeIdentical(labels.map((label) => sample(label)));
  expect(others).toEqual([]);
  if (group!.kind === "contradiction") return "contradiction";
  const { age, ageBand, gender } = group!.sample;
  return { age, gender, ...(ageBand ? { ageBand } : {}) };
};

describe("mergeIdentical", () => {
  it("takes the mean of ages and the gender that is known", () => {
    expect(merge({ age: 20 }, { age: 23, gender: 0 })).toEqual({ age: 22, gender: 0 });
    expect(merge({ age: 20 }, { age: 24 })).toBe("contradiction");
    expect(merge({ gender: 0 }, { age: 3, gender: 1 })).toBe("contradiction");
  });

  it("takes what bands have in common; an age says more than a band", () => {
    expect(merge({ ageBand: [20, 29] }, { ageBand: [25, 32] })).toEqual({ age: null, gender: null, ageBand: [25, 29] });
    expect(merge({ ageBand: [20, 29] }, { age: 31 })).toEqual({ age: 31, gender: null });
    expect(merge({ ageBand: [20, 29] }, { ageBand: [30, 39] })).toEqual({ age: null, gender: null, ageBand: [29, 30] });
    expect(merge({ ageBand: [20, 29] }, { age: 40 })).toBe("contradiction");
  });

  it("keeps the groups that no copy contradicts", () => {
    const groupsOf = (...groups: Record<string, string>[]) => {
      const [group] = mergeIdentical(groups.map((all) => sample({ groups: all })));
      return group!.kind === "one" ? group!.sample.groups : undefined;
    };
    expect(groupsOf({ ethnicity: "Asian" }, {})).toEqual({ ethnicity: "Asian" });
    expect(groupsOf({ ethnicity: "Asian", light: "day" }, { ethnicity: "White", light: "day" })).toEqual({
      light: "day",
    });
    expect(groupsOf({ ethnicity: "Asian" }, { ethnicity: "White" })).toBeUndefined();
  });

  it("keeps the order of the first of each, and says which copies it took", () => {
    const [one, two] = [sample({ age: 1 }, "one"), sample({ age: 2 }, "two")];
    const groups = mergeIdentical([two, one, { ...two, file: "copy" }]);
    expect(groups).toEqual([
      { kind: "one", sample: { ...two, index: 0 }, copies: [{ ...two, file: "copy" }] },
      { kind: "one", sample: { ...one, index: 1 }, copies: [] },
    ]);
  });

  it("takes another tolerance", () => {
    const [group] = mergeIdentical([sample({ age: 20 }), sample({ age: 40 })], { ageTolerance: 20 });
    expect(group).toMatchObject({ kind: "one", sample: { age: 30 } });
  });
});
