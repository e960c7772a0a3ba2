import { expect, it } from "@jest/globals";
import { measureSteadiness, predictMoved } from "./steadiness";

it("is the mean deviation of a face's ages, and the share of faces of two genders", () => {
  const steadiness = measureSteadiness([
    { ages: [30, 32, 34], males: 3 }, // deviation 2
    { ages: [50, 50, 50], males: 1 }, // 0
    { ages: [20, 24, 22], males: 0 }, // 2
    { ages: [40, 36, 44], males: 2 }, // 4
  ]);
  expect(steadiness).toEqual({ faces: 4, ageDeviation: 2, flips: 0.5 });
});

it("asks about every box", async () => {
  const image = { width: 1, height: 1, data: new Uint8Array(3) };
  const moved = await predictMoved(
    async (faces) =>
      faces.map(({ box }, index) => ({
        age: box!.width,
        gender: index === 0 ? "male" : "female",
        genderProbability: 0.9,
      })),
    { image, box: { x: 0, y: 0, width: 40, height: 40 } },
    { deviation: 0.03, repeats: 5, seed: 0.5 },
  );
  expect(moved.males).toBe(1);
  expect(new Set(moved.ages).size).toBe(5);
});
