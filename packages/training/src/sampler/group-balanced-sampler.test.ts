import { describe, expect, it } from "@jest/globals";
import type { Domain } from "../samples/face-sample";
import { ageGroupOf } from "./age-groups";
import { GroupBalancedSampler } from "./group-balanced-sampler";
import { batchSize, documentQuotas, type QuotaStage } from "./quotas";

const domains: Domain[] = ["asian", "americanEuropean"];
/** 3 samples of every age of both domains, and 10 without an age. */
const samples = [
  ...domains.flatMap((domain) =>
    Array.from({ length: 48 * 3 }, (_, index) => ({ age: 18 + (index % 48), gender: (index % 2) as 0 | 1, domain })),
  ),
  ...Array.from({ length: 10 }, () => ({ age: null, gender: 1 as const, domain: "americanEuropean" as const })),
];

function countGroups(indices: Int32Array) {
  const counts: Record<Domain, number[]> = { asian: new Array(16).fill(0), americanEuropean: new Array(16).fill(0) };
  for (const index of indices) {
    const { age, domain } = samples[index]!;
    if (age !== null) counts[domain][ageGroupOf(age)!]!++;
  }
  return counts;
}

describe("the document's quotas", () => {
  it("are 64 + 64 in both tables", () => {
    for (const { quotas } of documentQuotas) {
      expect(batchSize(quotas)).toBe(128);
      expect(quotas.groups.asian.reduce((sum, quota) => sum + quota)).toBe(64);
    }
  });

  it.each([
    [
      "the initial table",
      0,
      [6, 6, 6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2, 2],
      [5, 5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 3, 3, 3, 3, 3],
    ],
    [
      "the table after 560,000 steps",
      560_000,
      [8, 8, 8, 8, 6, 6, 6, 6, 1, 1, 1, 1, 1, 1, 1, 1],
      [6, 6, 6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2, 2],
    ],
  ])("fill every batch exactly: %s", (_, step, asian, americanEuropean) => {
    const sampler = new GroupBalancedSampler(samples, { stages: documentQuotas, seed: 3 });
    sampler.restore({ ...sampler.state, step });
    for (let batch = 0; batch < 20; batch++) expect(countGroups(sampler.next())).toEqual({ asian, americanEuropean });
  });

  it("switch at step 560,000 and not before", () => {
    const sampler = new GroupBalancedSampler(samples, { stages: documentQuotas, seed: 3 });
    sampler.restore({ ...sampler.state, step: 559_999 });
    expect(countGroups(sampler.next()).asian[0]).toBe(6);
    expect(countGroups(sampler.next()).asian[0]).toBe(8);
  });
});

describe("GroupBalancedSampler", () => {
  const stages = documentQuotas;

  it("draws every sample of a group once before any is drawn twice", () => {
    const sampler = new GroupBalancedSampler(samples, { stages, seed: 5 });
    const draws = new Map<number, number>();
    for (let batch = 0; batch < 30; batch++) {
      for (const index of sampler.next()) draws.set(index, (draws.get(index) ?? 0) + 1);
      for (const domain of domains)
        for (let group = 0; group < 16; group++) {
          const counts = samples.flatMap((sample, index) =>
            sample.domain === domain && sample.age !== null && ageGroupOf(sample.age) === group
              ? [draws.get(index) ?? 0]
              : [],
          );
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
    }
  });

  it("gives the same batches for the same seed, and others for another", () => {
    const batches = (seed: number) => {
      const sampler = new GroupBalancedSampler(samples, { stages, seed });
      return Array.from({ length: 5 }, () => [...sampler.next()]);
    };
    expect(batches(1)).toEqual(batches(1));
    expect(batches(1)).not.toEqual(batches(2));
  });

  it("goes on with the very sequence after a restore", () => {
    const first = new GroupBalancedSampler(samples, { stages, seed: 9 });
    for (let batch = 0; batch < 7; batch++) first.next();
    const state = JSON.parse(JSON.stringify(first.state));
    const second = new GroupBalancedSampler(samples, { stages, seed: 9 });
    second.restore(state);
    for (let batch = 0; batch < 5; batch++) expect([...second.next()]).toEqual([...first.next()]);
  });

  it("adds samples of which only the gender is known", () => {
    const quotas: QuotaStage = { fromStep: 0, quotas: { ...documentQuotas[0]!.quotas, genderOnly: 4 } };
    const batch = new GroupBalancedSampler(samples, { stages: [quotas], seed: 1 }).next();
    expect(batch.filter((index) => samples[index]!.age === null)).toHaveLength(4);
    expect(batch).toHaveLength(132);
  });

  it("names the group that has no samples", () => {
    const lacking = samples.filter(({ age, domain }) => !(domain === "asian" && age !== null && age >= 63));
    expect(() => new GroupBalancedSampler(lacking, { stages, seed: 1 })).toThrow(/age group 63-65, domain asian/);
  });

  it("refuses quotas of the wrong length, fractions and the state of another data set", () => {
    const groups = { asian: [1, 2], americanEuropean: new Array(16).fill(1) };
    expect(
      () =>
        new GroupBalancedSampler(samples, { stages: [{ fromStep: 0, quotas: { groups, genderOnly: 0 } }], seed: 1 }),
    ).toThrow(/groups.asian/);
    const sampler = new GroupBalancedSampler(samples, { stages, seed: 1 });
    expect(() => sampler.restore({ step: 1, pools: { "asian/0": [0, 0] } })).toThrow(/other groups/);
  });
});
