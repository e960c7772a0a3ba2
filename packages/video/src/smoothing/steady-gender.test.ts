import type { Gender } from "@fagr/core";
import { expect, test } from "@jest/globals";
import { SteadyGender } from "./steady-gender";

/** Each look replaces all earlier ones, so that the probability of each is the smoothed one. */
function decideAll(...males: number[]): [Gender, number][] {
  const steady = new SteadyGender();
  return males.map((male) => {
    const look = { gender: male > 0.5 ? "male" : "female", genderProbability: Math.max(male, 1 - male) } as const;
    steady.add(look, { weight: 1, fade: 0 });
    const { gender, genderProbability } = steady.decide(1);
    return [gender, Math.round(genderProbability * 1000) / 1000];
  });
}

test("the gender changes only when the other one is likelier by a margin, both ways", () => {
  expect(decideAll(0.6, 0.45, 0.36, 0.34, 0.45, 0.6, 0.66)).toEqual([
    ["male", 0.6],
    ["male", 0.45],
    ["male", 0.36],
    ["female", 0.66],
    ["female", 0.55],
    ["female", 0.4],
    ["male", 0.66],
  ]);
});

test("no look is believed beyond 99.9 %", () => {
  expect(decideAll(1)).toEqual([["male", 0.999]]);
});
