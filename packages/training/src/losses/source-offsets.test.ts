import { describe, expect, it } from "@jest/globals";
import { createSampler } from "../sampler/create-sampler";
import type { SourceAges } from "./source-ages";
import { excludedOffset, sourceOffsets } from "./source-offsets";

const face = (source: string, age: number | null, ageBand?: readonly [number, number]) => ({
  ...{ file: "x", gender: null, domain: "asian", digest: "x", source, age },
  ...(ageBand ? { ageBand } : {}),
});
const samples = [
  ...Array.from({ length: 30 }, () => face("young", 20)),
  ...Array.from({ length: 10 }, () => face("young", 22)),
  ...Array.from({ length: 40 }, () => face("bands", null, [21, 24])),
];
const offsetsOf = (sourceAges: SourceAges) =>
  sourceOffsets({
    ...{ sourceAges, samples, ageRange: [20, 24] },
    sampler: createSampler(samples, { batches: { kind: "plain", size: 40 }, seed: 1 }),
  });

describe("sourceOffsets", () => {
  it("excludes what a data set does not cover, and nothing of sets that are not named", () => {
    const offsets = offsetsOf({
      kind: "covered",
      ages: {
        young: [
          [18, 20],
          [22, 22],
        ],
      },
    });
    expect(Object.keys(offsets)).toEqual(["young"]);
    expect([...offsets.young!]).toEqual([0, excludedOffset, 0, excludedOffset, excludedOffset]);
  });

  it("is the logarithm of how often an age is drawn, beside evenly spread ages", () => {
    const { young, bands } = offsetsOf({ kind: "adjusted", uniformShare: 0, smoothing: 0 });
    expect(young![0]! - young![2]!).toBeCloseTo(Math.log(3), 4);
    expect(young![1]).toBe(excludedOffset);
    expect(bands![0]).toBe(excludedOffset);
    for (const offset of bands!.slice(1)) expect(offset).toBeCloseTo(Math.log(5 / 4), 4);
  });

  it("lets lacking ages in by the even share, and adjusts nothing where all are even", () => {
    const { young } = offsetsOf({ kind: "adjusted", uniformShare: 0.3, smoothing: 0 });
    expect(young![4]).toBeCloseTo(Math.log(0.3), 5);
    expect(young![0]).toBeCloseTo(Math.log(0.7 * 5 * 0.75 + 0.3), 3);
    for (const offset of offsetsOf({ kind: "adjusted", uniformShare: 1 }).young!) expect(offset).toBeCloseTo(0, 6);
  });

  it("smooths by years", () => {
    const { young } = offsetsOf({ kind: "adjusted", uniformShare: 0.01, smoothing: 2 });
    expect(young![1]!).toBeGreaterThan(young![3]!);
    expect(young![3]!).toBeGreaterThan(young![4]!);
  });
});
