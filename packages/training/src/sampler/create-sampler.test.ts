import { describe, expect, it } from "@jest/globals";
import { countBatch } from "./batch-counts";
import { batchSizeAt, documentBatches, type GroupBalancedBatches } from "./batches";
import { createSampler, type SampleLabels } from "./create-sampler";
import type { Sampler } from "./sampler";
import { domains, samples } from "./test-samples";

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
  it("draws what is in no age group by domain, where a table asks by domain", () => {
    const faces: SampleLabels[] = [
      ...Array.from({ length: 5 }, () => ({ age: 30, gender: 1, domain: "street" }) as const),
      ...Array.from({ length: 7 }, () => ({ age: null, gender: 1, domain: "studio" }) as const),
      ...Array.from({ length: 90 }, () => ({ age: null, ageBand: [20, 40], gender: null, domain: "family" }) as const),
      ...Array.from({ length: 90 }, () => ({ age: null, gender: 0, domain: "street" }) as const),
    ];
    const batches: GroupBalancedBatches = {
      kind: "groupBalanced",
      ageGroups: [[30, 32]],
      tables: [{ fromStep: 0, domains: { street: [2] }, ungrouped: { studio: 5, family: 1 } }],
    };
    const sampler = createSampler(faces, { batches, seed: 1 });
    expect(batchSizeAt(batches, 0)).toBe(8);
    for (let batch = 0; batch < 9; batch++) {
      const drawn = [...sampler.next()].map((index) => faces[index]!.domain).sort();
      expect(drawn).toEqual(["family", ...new Array(2).fill("street"), ...new Array(5).fill("studio")]);
    }
    const lacking = { ...batches, tables: [{ fromStep: 0, domains: { street: [2] }, ungrouped: { nobody: 1 } }] };
    expect(() => createSampler(faces, { batches: lacking, seed: 1 })).toThrow(/nobody\/ungrouped/);
  });

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
