import { describe, expect, it } from "@jest/globals";
import { applyLabelRules, type LabelRules, withLabelRules } from "./label-rules";

const ageRange = [18, 65] as const;
const child = { age: 4, gender: 1, source: "UTKFace", digest: "a" } as const;
const teenager = { age: 15, gender: 0, source: "UTKFace", digest: "b" } as const;
const grown = { age: 40, gender: 0, source: "UTKFace", digest: "c" } as const;
const old = { age: 90, gender: 1, source: "UTKFace", digest: "d" } as const;
const unknown = { age: null, gender: 1, source: "CelebA", digest: "e" } as const;
const all = [child, teenager, grown, old, unknown];
const apply = (rules: LabelRules) =>
  all.map((sample) =>
    applyLabelRules<Pick<typeof sample, never> & { age: number | null; gender: 0 | 1 | null }>(sample, {
      rules,
      ageRange,
    }),
  );

describe("applyLabelRules", () => {
  it("changes nothing without a rule", () => {
    expect(apply({}).every((sample, index) => sample === all[index])).toBe(true);
  });

  it("moves ages outside to the nearest class", () => {
    expect(apply({ outsideAges: "nearest" }).map(({ age }) => age)).toEqual([18, 18, 40, 65, null]);
    expect(apply({ outsideAges: "leaveOut" }).map(({ age }) => age)).toEqual([4, 15, 40, 90, null]);
  });

  it("masks the gender of the young alone, by the age that is known", () => {
    expect(apply({ genderFromAge: 13, outsideAges: "nearest" }).map(({ gender }) => gender)).toEqual([
      null,
      0,
      0,
      1,
      1,
    ]);
  });
});

describe("applyLabelRules on bands", () => {
  const see = (ageBand: readonly [number, number], rules: LabelRules) =>
    applyLabelRules<{ age: null; ageBand: readonly [number, number]; gender: 0 | 1 | null }>(
      { age: null, ageBand, gender: 1 },
      { rules, ageRange },
    );

  it("moves what is outside to the nearest class", () => {
    expect(see([13, 19], { outsideAges: "nearest" }).ageBand).toEqual([18, 19]);
    expect(see([67, 80], { outsideAges: "nearest" }).ageBand).toEqual([65, 65]);
    expect(see([13, 19], {}).ageBand).toEqual([13, 19]);
  });

  it("masks the gender where the whole band is younger", () => {
    expect(see([0, 6], { genderFromAge: 7 }).gender).toBeNull();
    expect(see([0, 7], { genderFromAge: 7 }).gender).toBe(1);
  });
});

describe("withLabelRules", () => {
  const crops = {
    manifest: { size: 2, boxScale: 1, samples: all.map((sample) => ({ ...sample, file: "x", domain: "asian" })) },
    pixels: new Uint8Array(0),
  };

  it("keeps the pixels and their order", () => {
    const ruled = withLabelRules(crops, { labels: { outsideAges: "nearest" }, ageRange });
    expect("pixels" in ruled && ruled.pixels).toBe(crops.pixels);
    expect(ruled.manifest.samples.map(({ age }) => age)).toEqual([18, 18, 40, 65, null]);
    expect(crops.manifest.samples[0]!.age).toBe(4);
    expect(withLabelRules(crops, { labels: undefined, ageRange })).toBe(crops);
  });
});
