import { expect, test } from "@jest/globals";
import { type LossOptions, makeTargets } from "../building-blocks";
import { mixTargets } from "./mix-targets";

const loss: LossOptions = { age: { kind: "crossEntropy" }, gender: { kind: "crossEntropy" } };
const targetsOf = (...samples: Parameters<typeof makeTargets>[0]) => makeTargets(samples, { ageRange: [18, 20], loss });

test("a blend's targets are those of both faces, by their shares", () => {
  const first = targetsOf({ age: 18, gender: 0 });
  const mixed = mixTargets(first, targetsOf({ age: 20, gender: 1 }), Float32Array.of(0.75));
  expect(mixed).toEqual({
    ages: Float32Array.of(0.75, 0, 0.25),
    ageWeights: Float32Array.of(1),
    bands: Float32Array.of(0),
    years: Float32Array.of(0.5),
    yearWeights: Float32Array.of(1),
    genders: Float32Array.of(0.75, 0.25),
    genderWeights: Float32Array.of(1),
  });
  expect([...first.ages]).toEqual([1, 0, 0]);
});

test("a label that one face lacks is the other's, and counts for its share", () => {
  const faces = [targetsOf({ age: null, gender: 0 }), targetsOf({ age: 19, gender: null })] as const;
  const mixed = mixTargets(...faces, Float32Array.of(0.75));
  expect([...mixed.ages, ...mixed.years, ...mixed.genders]).toEqual([0, 1, 0, 1, 1, 0]);
  expect([mixed.ageWeights[0], mixed.yearWeights[0], mixed.genderWeights[0]]).toEqual([0.25, 0.25, 0.75]);
});

test("an unblended face stays as it is", () => {
  const first = targetsOf({ age: 18, gender: 0 }, { age: null, gender: 1 });
  expect(mixTargets(first, targetsOf({ age: 20, gender: 1 }, { age: 19, gender: 0 }), Float32Array.of(1, 1))).toEqual(
    first,
  );
});
