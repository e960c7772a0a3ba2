import { describe, expect, it } from "@jest/globals";
import { countBatch } from "./batch-counts";
import { batchSizeAt, documentBatches, type GroupBalancedBatches } from "./batches";
import { createSampler, type SampleLabels } from "./create-sampler";
import type { Sampler } from "./sampler";

const domains = ["asian", "americanEuropean"] as const;
/** 3 samples of every age of both domains, and 10 without an age. */
const samples: SampleLabels[] = [
  ...domains.flatMap((domain) =>
    Array.from({ length: 48 * 3 }, (_, index) => ({ age: 18 + (index % 48), gender: (index % 2) as 0 | 1, domain })),
  ),
  ...Array.from({ length: 10 }, () => ({ age: null, gender: 1 as const, domain: "americanEuropean" })),
];
const documentSampler = (seed: number) => createSampler(samples, { batches: documentBatches, seed });
/** Moves a sampler to a step without drawing. */
const moveTo = (sampler: Sampler, step: number) => sampler.restore({ ...sampler.state, step });
const draw = (sampler: Sampler, batches: number) => Array.from({ length: batches }, () => [...sampler.next()]);

describe("the document's batches", () => {
  it("are 64 + 64 in both tables", () => {
    for (const { fromStep, domains } of documentBatches.tables) {
      expect(batchSizeAt(documentBatches, fromStep)).toBe(128);
      expect(domains.asian!.reduce((sum, quota) => sum + quota)).toBe(64);
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
  ])("are filled exactly, every one: %s", (_, step, asian, americanEuropean) => {
    const sampler = documentSampler(3);
    moveTo(sampler, step);
    for (let batch = 0; batch < 20; batch++)
      expect(countBatch(sampler.next(), { samples }).domains).toEqual({ asian, americanEuropean });
  });

  it("switch at step 560,000 and not before", () => {
    const sampler = documentSampler(3);
    moveTo(sampler, 559_999);
    expect(countBatch(sampler.next(), { samples }).domains.asian![0]).toBe(6);
    expect(countBatch(sampler.next(), { samples }).domains.asian![0]).toBe(8);
  });
});

describe("createSampler", () => {
  it("draws every sample of a group once before any is drawn twice", () => {
    const sampler = documentSampler(5);
    const draws = new Array<number>(samples.length).fill(0);
    for (let batch = 0; batch < 30; batch++) {
      for (const index of sampler.next()) draws[index]!++;
      for (const domain of domains)
        for (let lowest = 18; lowest < 66; lowest += 3) {
          const counts = draws.filter((_, index) => {
            const { age, domain: own } = samples[index]!;
            return own === domain && age !== null && age >= lowest && age < lowest + 3;
          });
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
    }
  });

  it("gives the same batches for the same seed, and others for another", () => {
    expect(draw(documentSampler(1), 5)).toEqual(draw(documentSampler(1), 5));
    expect(draw(documentSampler(1), 5)).not.toEqual(draw(documentSampler(2), 5));
  });

  it.each([
    ["balanced", documentBatches],
    ["plain", { kind: "plain", size: 50 }],
  ] as const)("goes on with the very sequence after a restore: %s", (_, batches) => {
    const first = createSampler(samples, { batches, seed: 9 });
    draw(first, 7);
    const state = JSON.parse(JSON.stringify(first.state));
    const second = createSampler(samples, { batches, seed: 9 });
    second.restore(state);
    expect(draw(second, 8)).toEqual(draw(first, 8));
  });

  it("takes any age groups and any domains", () => {
    const faces: SampleLabels[] = Array.from({ length: 90 }, (_, age) => ({
      age,
      gender: null,
      domain: age % 2 ? "indoor" : "outdoor",
    }));
    const batches: GroupBalancedBatches = {
      kind: "groupBalanced",
      ageGroups: [
        [0, 9],
        [20, 69],
      ],
      tables: [
        { fromStep: 0, domains: { indoor: [2, 3] } },
        { fromStep: 1, domains: { indoor: [0, 1], outdoor: [1, 0] } },
      ],
    };
    const sampler = createSampler(faces, { batches, seed: 1 });
    const count = () => countBatch(sampler.next(), { samples: faces, ageGroups: batches.ageGroups }).domains;
    expect([count(), count(), count()]).toEqual([
      { indoor: [2, 3] },
      { indoor: [0, 1], outdoor: [1, 0] },
      { indoor: [0, 1], outdoor: [1, 0] },
    ]);
  });

  it("draws plain batches from all samples alike", () => {
    const sampler = createSampler(samples, { batches: { kind: "plain", size: samples.length / 2 }, seed: 2 });
    const drawn = draw(sampler, 4).flat();
    expect(new Set(drawn.slice(0, samples.length)).size).toBe(samples.length);
    expect(new Set(drawn.slice(samples.length)).size).toBe(samples.length);
    expect(drawn).toHaveLength(2 * samples.length);
    expect(() => createSampler([], { batches: { kind: "plain", size: 1 }, seed: 1 })).toThrow(/received none/);
  });
});

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
    expect(draw(sampler, 1)[0]!.sort()).toEqual([0, 1, 2, 3, 4]);
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
    const sampler = documentSampler(1);
    expect(() => sampler.restore({ step: 1, pools: { "asian/18-20": [0, 0, 9] } })).toThrow(/another data set/);
    const fewer = createSampler(samples.slice(1), { batches: documentBatches, seed: 1 });
    expect(() => sampler.restore(fewer.state)).toThrow(/asian\/18-20 9.*received.*asian\/18-20 8/);
  });
});
