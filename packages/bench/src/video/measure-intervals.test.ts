import type { AgeGenderModel } from "@fagr/core";
import { expect, test } from "@jest/globals";
import type { Person } from "./made-up-video";
import { measureIntervals } from "./measure-intervals";

/** Says of everybody that any age from 30 to 40 is as likely as any other. */
const model = {
  manifest: { labels: { age: { minimum: 18, maximum: 65 } } },
  backend: "none",
  predict: async (faces: readonly unknown[]) =>
    faces.map(() => ({
      age: 36,
      ageInterval: [31, 39],
      gender: "male",
      genderProbability: 0.9,
      ageDistribution: Array.from({ length: 48 }, (_, index) => (index >= 12 && index <= 22 ? 1 / 11 : 0)),
    })),
} as unknown as AgeGenderModel;

const person = (age: number): Person => ({
  image: { width: 40, height: 40, data: new Uint8Array(4800).fill(150) },
  box: { x: 10, y: 10, width: 20, height: 20 },
  age,
  gender: "male",
});

test("says how often intervals hold the age, and how wide they are", async () => {
  const [photo, single, smoothed] = await measureIntervals([person(35), person(50)], { model, seed: 3 });
  for (const { coverage, ageError } of [photo!, single!, smoothed!]) {
    expect(coverage).toBeCloseTo(0.5, 9);
    expect(ageError).toBeCloseTo((1 + 14) / 2, 9);
  }
  expect(photo!.width).toBe(8);
  expect(single!.width).toBe(8);
  // Of eleven years that are equally likely, 80 %.
  expect(smoothed!.width).toBeCloseTo(8.8, 9);
});
