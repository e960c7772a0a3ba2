import { InvalidArgumentError } from "@fagr/core";
import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { differenceTable } from "../report/difference-table";
import { compareFaces } from "./compare-faces";
import type { FaceRecord } from "./face-record";
import { measureFaces } from "./measure-faces";

const face = (file: number, age: number | null, answered: number, right = true): FaceRecord => ({
  ...{ file: `${file}.jpg`, source: "x", age, gender: "female", faceFound: true },
  prediction: { age: answered, gender: right ? "female" : "male", genderProbability: 0.9 },
});

describe("compareFaces", () => {
  it("takes the differences of the faces that both answered, in whatever order", () => {
    const first = [face(1, 30, 32), face(2, 40, 39, false), face(3, null, 50), face(4, 70, 60), face(5, 20, 20)];
    const second = [face(4, 70, 70), face(3, null, 50, false), face(2, 40, 44), face(1, 30, 31, false)];
    const { count, gender, age } = compareFaces(first, second);
    expect(count).toBe(4);
    expect(gender).toMatchObject({ count: 4, onlyFirstRight: 2, onlySecondRight: 1 });
    expect(gender.accuracyDifference.value).toBeCloseTo(0.25, 12);
    expect(age.count).toBe(2); // 70 years are beyond the range
    expect(age.maeDifference.value).toBeCloseTo((2 - 1 + (1 - 4)) / 2, 12);
  });

  it("is surer of a difference than of the two figures, as the same faces are hard for both", () => {
    const random = createRandom(3);
    const hardness = Array.from({ length: 300 }, () => 6 * Math.abs(randomNormal(random)));
    const first = hardness.map((error, index) => face(index, 40, 40 + error));
    const second = hardness.map((error, index) => face(index, 40, 40.5 + error + 0.5 * random()));
    const { interval } = compareFaces(first, second).age.maeDifference;
    const own = measureFaces(first, { resamples: 300 }).age.mae.interval!;
    expect(interval![1]).toBeLessThan(-0.5);
    expect(interval![1] - interval![0]).toBeLessThan((own[1] - own[0]) / 5);
  });

  it("finds no difference between a model and itself", () => {
    const records = [face(1, 30, 32), face(2, 40, 39, false)];
    const { gender, age } = compareFaces(records, records);
    expect(gender.accuracyDifference).toEqual({ value: 0, interval: [0, 0] });
    expect(age.maeDifference).toEqual({ value: 0, interval: [0, 0] });
  });

  it("refuses answers about other faces, faces twice, and options out of range", () => {
    const [one, other] = [face(1, 30, 30), face(2, 30, 30)];
    expect(() => compareFaces([one], [other])).toThrow(/same faces/);
    expect(() => compareFaces([one, one], [one])).toThrow(/twice/);
    expect(() => compareFaces([one], [one], { confidence: 95 })).toThrow(InvalidArgumentError);
  });

  it("makes a table", () => {
    const comparison = compareFaces([face(1, 30, 32), face(2, null, 30)], [face(1, 30, 35), face(2, null, 30, false)], {
      resamples: 0,
    });
    const [, , row] = differenceTable([{ name: "ours, less theirs", comparison }]).split("\n");
    expect(row!.split("|").map((cell) => cell.trim())).toEqual(
      // biome-ignore format: a row
      ["", "ours, less theirs", "2", "+50.00", "1", "0", "-3.00", ""],
    );
  });
});
