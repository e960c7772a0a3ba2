import { expect, test } from "@jest/globals";
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
