import { describe, expect, it, test } from "@jest/globals";
import { type LossOptions, makeTargets } from "../building-blocks";
import { applyLabelRules } from "../recipe/label-rules";
import { emptyTargets, taughtTasks, teach } from "./taught-targets";

const loss: LossOptions = { age: { kind: "crossEntropy" }, gender: { kind: "crossEntropy" } };
const ageRange = [18, 20] as const;

test("answers are a share of the targets, and stand in for labels that are missing", () => {
  const targets = makeTargets(
    [
      { age: 20, gender: 0 },
      { age: null, gender: null },
    ],
    { ageRange, loss },
  );
  // A crop set of three; the batch holds its last and its first.
  const answers = { ...emptyTargets(3, 3), ages: Float32Array.of(0, 1, 0, 0, 0, 0, 0.5, 0.5, 0) };
  answers.ageWeights.fill(1);
  answers.years.set([1, 0, 0.5]);
  answers.yearWeights.fill(1);
  answers.genders.set([0.25, 0.75, 0, 0, 0.5, 0.5]);
  answers.genderWeights.fill(1);
  const taught = teach(targets, Int32Array.of(2, 0), { targets: answers, share: 0.25 });
  expect(taught).toEqual({
    ages: Float32Array.of(0.125, 0.125, 0.75, 0, 1, 0),
    ageWeights: Float32Array.of(1, 0.25),
    bands: Float32Array.of(0, 0),
    years: Float32Array.of(1.625, 1),
    yearWeights: Float32Array.of(1, 0.25),
    genders: Float32Array.of(0.875, 0.125, 0.25, 0.75),
    genderWeights: Float32Array.of(1, 0.25),
  });
});

test("where the teachers have no say a label keeps its own share", () => {
  const targets = makeTargets([{ age: 19, gender: 1 }], { ageRange, loss });
  const answers = emptyTargets(1, 3);
  expect(teach(targets, Int32Array.of(0), { targets: answers, share: 0.5 })).toEqual({
    ...targets,
    ageWeights: Float32Array.of(0.5),
    yearWeights: Float32Array.of(0.5),
    genderWeights: Float32Array.of(0.5),
  });
});

test("labels that a recipe masks are not brought back", () => {
  const tasksOf = (labels: Parameters<typeof taughtTasks>[0], rules = {}) =>
    taughtTasks(labels, applyLabelRules(labels, { rules, ageRange }), ageRange);
  expect(tasksOf({ age: 19, gender: 1 })).toEqual({ age: true, gender: true });
  expect(tasksOf({ age: null, gender: null })).toEqual({ age: true, gender: true });
  expect(tasksOf({ age: 5, gender: 1 }, { genderFromAge: 13 })).toEqual({ age: false, gender: false });
  expect(tasksOf({ age: 5, gender: 1 }, { outsideAges: "nearest" })).toEqual({ age: true, gender: true });
  expect(tasksOf({ age: null, ageBand: [60, 70], gender: 1 })).toEqual({ age: false, gender: true });
});

describe("teach", () => {
  const answersOf = (...ages: number[]) => ({
    ...emptyTargets(1, 3),
    ages: Float32Array.from(ages),
    ageWeights: Float32Array.of(1),
    years: Float32Array.of(ages[1]! + 2 * ages[2]!),
    yearWeights: Float32Array.of(1),
  });
  const index = Int32Array.of(0);

  it("lets teachers choose among the years of a band", () => {
    const targets = makeTargets([{ age: null, ageBand: [18, 19], gender: null }], { ageRange, loss });
    const taught = teach(targets, index, { targets: answersOf(0.1, 0.3, 0.6), share: 0.5 });
    expect([...taught.ages]).toEqual([0.25, 0.75, 0].map(Math.fround));
    expect([taught.bands[0], taught.ageWeights[0], taught.yearWeights[0]]).toEqual([0, 1, 0.5]);
    expect(taught.years[0]).toBeCloseTo(0.75, 6);
  });

  it("keeps the band where teachers see none of its years", () => {
    const targets = makeTargets([{ age: null, ageBand: [18, 19], gender: null }], { ageRange, loss });
    expect(teach(targets, index, { targets: answersOf(0, 0, 1), share: 0.5 })).toMatchObject({
      ages: Float32Array.of(0.5, 0.5, 0),
      bands: Float32Array.of(1),
      ageWeights: Float32Array.of(0.5),
    });
  });

  it("gives answers the offsets of their data set, as the logits get them", () => {
    const offsets = { film: Float32Array.of(Math.log(3), 0, -1e4) };
    const targets = makeTargets([{ age: 19, gender: null, source: "film" }], { ageRange, loss, offsets });
    const taught = teach(targets, index, { targets: answersOf(0.25, 0.25, 0.5), share: 0.5 });
    expect(taught.ages[0]).toBeCloseTo(0.375, 6);
    expect(taught.ages[1]).toBeCloseTo(0.625, 6);
    expect(taught.ages[2]).toBe(0);
    expect(taught.ageOffsets).toEqual(targets.ageOffsets);
  });

  it("leaves answers for a face without an age as they are", () => {
    const offsets = { film: Float32Array.of(Math.log(3), 0, -1e4) };
    const targets = makeTargets([{ age: null, gender: 1, source: "film" }], { ageRange, loss, offsets });
    const taught = teach(targets, index, { targets: answersOf(0.25, 0.25, 0.5), share: 0.5 });
    expect([...taught.ages]).toEqual([0.25, 0.25, 0.5]);
    expect(taught.ageWeights[0]).toBe(0.5);
  });
});
