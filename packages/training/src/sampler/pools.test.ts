import { describe, expect, it } from "@jest/globals";
import { countBatch } from "./batch-counts";
import { documentBatches, type GroupBalancedBatches } from "./batches";
import { createSampler, type SampleLabels } from "./create-sampler";
import { samples } from "./test-samples";

describe("samples without an exact age", () => {
  const table = { fromStep: 0, domains: { asian: [1], americanEuropean: [1] } };
  const batches = (ungrouped: number): GroupBalancedBatches => ({
    kind: "groupBalanced",
    ageGroups: [[20, 29]],
    tables: [{ ...table, ungrouped }],
  });
  const labels = (changes: Partial<SampleLabels>): SampleLabels => ({
    age: null,
    gender: null,
    domain: "asian",
    ...changes,
  });
  const mixed = [
    labels({ age: 25 }),
    labels({ ageBand: [20, 29], domain: "americanEuropean" }),
    labels({ ageBand: [25, 35] }),
    labels({ gender: 0 }),
    labels({ age: 70, gender: 1 }),
    labels({}),
    labels({ age: 70 }),
  ];

  it("are in a group if their whole band is, else pooled if they have another label", () => {
    const sampler = createSampler(mixed, { batches: batches(3), seed: 1 });
    expect(sampler.poolSizes).toEqual({ "asian/20-29": 1, "americanEuropean/20-29": 1, ungrouped: 3 });
    expect([...sampler.next()].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it("are an error if asked for and missing", () => {
    expect(() => createSampler(mixed.slice(0, 2), { batches: batches(1), seed: 1 })).toThrow(/"ungrouped"/);
  });
});

describe("a group without samples", () => {
  const lacking = samples.filter(({ age, domain }) => !(domain === "asian" && age !== null && age >= 63));

  it("is an error that names the group and the domain", () => {
    expect(() => createSampler(lacking, { batches: documentBatches, seed: 1 })).toThrow(
      /age group 63-65, domain asian.*"otherDomains"/,
    );
  });

  it("is filled from the same age group of the other domain on request, in that group's own order", () => {
    const sampler = createSampler(lacking, { batches: { ...documentBatches, missing: "otherDomains" }, seed: 1 });
    const old = lacking.flatMap(({ age }, index) => (age !== null && age >= 63 ? [index] : []));
    const draws = new Map(old.map((index) => [index, 0]));
    for (let batch = 0; batch < 20; batch++) {
      const indices = sampler.next();
      const { domains: counts, total } = countBatch(indices, { samples: lacking });
      expect(counts.asian).toEqual([6, 6, 6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2, 0]);
      expect(counts.americanEuropean!.slice(-2)).toEqual([3, 5]);
      expect(total).toBe(128);
      for (const index of indices) if (draws.has(index)) draws.set(index, draws.get(index)! + 1);
      expect(Math.max(...draws.values()) - Math.min(...draws.values())).toBeLessThanOrEqual(1);
    }
  });

  it("is shared out among several other domains, the earlier one first", () => {
    const faces = ["a", "b", "c"].flatMap((domain) =>
      Array.from({ length: 4 }, () => ({ age: 20, gender: null, domain })),
    );
    const table = { fromStep: 0, domains: { z: [5], a: [1], b: [1], y: [0] } };
    const batches: GroupBalancedBatches = {
      kind: "groupBalanced",
      ageGroups: [[18, 22]],
      tables: [table],
      missing: "otherDomains",
    };
    const sampler = createSampler(faces, { batches, seed: 1 });
    // c is in no table, y has nothing to give: 5 are 3 + 2.
    const { domains: counts } = countBatch(sampler.next(), { samples: faces, ageGroups: batches.ageGroups });
    expect(counts).toEqual({ a: [4], b: [3] });
  });

  it("stays an error where no domain has one", () => {
    const young = samples.filter(({ age }) => age !== null && age < 63);
    const batches: GroupBalancedBatches = { ...documentBatches, missing: "otherDomains" };
    expect(() => createSampler(young, { batches, seed: 1 })).toThrow(/63-65, domain asian.*nor in the age group 63-65/);
  });
});

describe("batches of balanced genders", () => {
  const women = Array.from({ length: 3 }, () => ({ age: 50, gender: 0, domain: "a" }) as const);
  const men = Array.from({ length: 9 }, () => ({ age: 50, gender: 1, domain: "a" }) as const);
  const unknown = Array.from({ length: 2 }, () => ({ age: 50, gender: null, domain: "a" }) as const);
  const batches: GroupBalancedBatches = {
    kind: "groupBalanced",
    ageGroups: [[48, 53]],
    tables: [{ fromStep: 0, domains: { a: [3] }, ungrouped: 0 }],
    balanceGenders: true,
  };
  const count = (faces: readonly SampleLabels[], batchCount: number) => {
    const sampler = createSampler(faces, { batches, seed: 1 });
    const drawn = new Array<number>(faces.length).fill(0);
    for (let batch = 0; batch < batchCount; batch++) for (const index of sampler.next()) drawn[index]!++;
    const sum = (gender: 0 | 1 | null) =>
      drawn.filter((_, index) => faces[index]!.gender === gender).reduce((total, times) => total + times, 0);
    return { drawn, women: sum(0), men: sum(1), unknown: sum(null) };
  };

  it("hold as many women as men, over batches of odd quotas as well", () => {
    const { drawn, ...sums } = count([...women, ...men], 6);
    expect(sums).toEqual({ women: 9, men: 9, unknown: 0 });
    expect(drawn).toEqual([3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it("draw faces of unknown gender as often as either, and from what there is", () => {
    expect(count([...women, ...men, ...unknown], 6)).toMatchObject({ women: 6, men: 6, unknown: 6 });
    expect(count(men, 6)).toMatchObject({ women: 0, men: 18 });
  });

  it("name their pools by gender and go on from a saved state", () => {
    const faces = [...women, ...men];
    const sampler = createSampler(faces, { batches, seed: 1 });
    expect(sampler.poolSizes).toEqual({ "a/48-53/female": 3, "a/48-53/male": 9 });
    sampler.next();
    const { state } = sampler;
    const resumed = createSampler(faces, { batches, seed: 1 });
    resumed.restore(state);
    expect([...resumed.next()]).toEqual([...sampler.next()]);
  });
});
