import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { measureFaces } from "./measure-faces";
import { face } from "./test-faces";

const withoutIntervals = { resamples: 0 };

describe("gender", () => {
  it("counts recall, precision and F1 for each, as by hand", () => {
    // Men: 3 of 4 recognised. Women: 4 of 6. Answers: 5 "male", 3 of them right; 5 "female", 4 right.
    const letters = ["mm", "mm", "mm", "mf", "ff", "ff", "ff", "ff", "fm", "fm", "?m"];
    const { gender, count } = measureFaces(
      letters.map((pair) => face(pair, null)),
      withoutIntervals,
    );
    expect([count, gender.count]).toEqual([11, 10]);
    expect(gender.accuracy.value).toBeCloseTo(0.7, 12);
    expect(gender.male.recall.value).toBeCloseTo(0.75, 12);
    expect(gender.male.precision.value).toBeCloseTo(0.6, 12);
    expect(gender.male.f1.value).toBeCloseTo(2 / 3, 12); // 2 * .75 * .6 / 1.35
    expect(gender.female.recall.value).toBeCloseTo(2 / 3, 12);
    expect(gender.female.precision.value).toBeCloseTo(0.8, 12);
    expect(gender.female.f1.value).toBeCloseTo(8 / 11, 12); // 2 * (2/3) * .8 / (2/3 + .8)
    expect(gender.confusion).toEqual({ male: { male: 3, female: 1 }, female: { male: 2, female: 4 } });
  });

  it("is null where it would divide by zero, and 0 where it is always wrong", () => {
    const { male, female, accuracy } = measureFaces([face("mf", null), face("mf", null)]).gender;
    expect(accuracy).toEqual({ value: 0, interval: [0, 0] });
    const figures = [male.recall, male.precision, male.f1, female.recall, female.precision, female.f1];
    expect(figures.map(({ value }) => value)).toEqual([0, null, 0, null, 0, 0]);
  });
});

describe("age", () => {
  it("averages errors over faces of known age in the range, and says how many are outside it", () => {
    const faces = [face("mm", 20, 23.5), face("ff", 20, 19), face("?m", 40, 40), face("?f", 60, 52.5)];
    const others = [face("mm", 17, 60), face("mm", 65.5, 65), face("mm", null, 18)];
    const { age, count } = measureFaces([...faces, ...others], { ...withoutIntervals, tolerances: [1, 5] });
    expect(count).toBe(7);
    expect(age).toMatchObject({ count: 4, outsideAgeRange: 2 });
    expect(age.mae.value).toBeCloseTo(3, 12); // (3.5 + 1 + 0 + 7.5) / 4
    expect(age.bias.value).toBeCloseTo(-1.25, 12); // (3.5 - 1 + 0 - 7.5) / 4
    expect(age.cumulativeScore["1"]!.value).toBe(0.5);
    expect(age.cumulativeScore["5"]!.value).toBe(0.75);
  });

  it("gives every age of the range, a fraction of a year to the completed one", () => {
    const { byAge } = measureFaces([face("mm", 30.9, 31), face("mm", 30, 33.1), face("mm", 18, 18)], withoutIntervals);
    expect(byAge).toHaveLength(48);
    expect(byAge.map(({ age }) => age)).toEqual(Array.from({ length: 48 }, (_, index) => 18 + index));
    expect(byAge[12]).toEqual({
      ...{ age: 30, count: 2, mae: expect.closeTo(1.6, 9), bias: expect.closeTo(1.6, 9) },
      deviation: expect.closeTo(3 / Math.SQRT2, 9), // of 0.1 and 3.1
    });
    expect(byAge[0]).toEqual({ age: 18, count: 1, mae: 0, bias: 0, deviation: null });
    expect(byAge[1]).toEqual({ age: 19, count: 0, mae: null, bias: null, deviation: null });
  });

  it("counts which ages were taken for which, those beyond the range at the ends", () => {
    const answers = [face("mm", 19, 12), face("mm", 20, 20.4), face("mm", 64, 71), face("mm", 64, 17.6)];
    const { groups, counts } = measureFaces(answers, withoutIntervals).ageCounts;
    expect(groups).toHaveLength(16);
    expect(counts.flat().reduce((sum, count) => sum + count)).toBe(4);
    expect([counts[0]![0], counts[0]![1], counts[15]![17], counts[15]![1]]).toEqual([1, 1, 1, 1]);
  });

  it("takes another model's range and other groups", () => {
    const options = { ageRange: [0, 100], ageGroups: [[0, 12]] as const, resamples: 0 } as const;
    const { age, groups } = measureFaces([face("mm", 8, 10), face("mm", 90, 80)], options);
    expect(age).toMatchObject({ count: 2, outsideAgeRange: 0 });
    expect(Object.keys(groups.age!)).toEqual(["0-12", "over 12"]);
  });
});

describe("groups", () => {
  it("are measured by age, gender, data set and the data set's own, whoever is in none left out", () => {
    const asian = { groups: { ethnicity: "Asian" } };
    const { groups } = measureFaces(
      [
        face("mm", 20, 22, asian),
        face("mf", 23.5, 30),
        face("ff", 24, 30, { source: "y" }),
        face("ff", 70, 60, asian),
        face("?f", null, 30, { groups: { ethnicity: "White" } }),
      ],
      withoutIntervals,
    );
    expect(Object.keys(groups)).toEqual(["age", "gender", "data set", "ethnicity"]);
    expect(Object.keys(groups.age!)).toEqual(["18-23", "24-29", "over 65"]);
    expect(groups.age!["18-23"]).toMatchObject({ count: 2, age: { mae: { value: 4.25 } } }); // 2 and 6.5
    expect(groups.age!["over 65"]).toMatchObject({ gender: { accuracy: { value: 1 } }, age: { mae: { value: null } } });
    expect(groups.gender!.male).toMatchObject({ count: 2, gender: { accuracy: { value: 0.5 } } });
    expect(groups["data set"]!.y).toMatchObject({ count: 1, age: { mae: { value: 6 } } });
    expect(groups.ethnicity!.Asian).toMatchObject({ count: 2, age: { count: 1, outsideAgeRange: 1 } });
  });

  it("have no data sets where there is one", () => {
    expect(measureFaces([face("mm", 20)], withoutIntervals).groups).not.toHaveProperty("data set");
  });
});

it("measures nobody without a NaN, and survives JSON", () => {
  const measurement = measureFaces([]);
  expect(JSON.parse(JSON.stringify(measurement))).toEqual(measurement);
  expect(measurement.age.mae).toEqual({ value: null, interval: null });
  expect(measurement.calibration.gender.error).toBeNull();
});

it.each([
  ["a reversed age range", { ageRange: [65, 18] as const }],
  ["a broken age range", { ageRange: [18.5, 65] as const }],
  // biome-ignore format: groups that overlap
  ["overlapping groups", { ageGroups: [[18, 20], [20, 25]] as const }],
  ["falling tolerances", { tolerances: [5, 3] }],
  ["half a resample", { resamples: 0.5 }],
  ["confidence in per cent", { confidence: 95 }],
])("refuses %s", (_what, options) => {
  expect(() => measureFaces([], options)).toThrow(InvalidArgumentError);
});

it("names the face whose age or prediction is no number", () => {
  expect(() => measureFaces([face("mm", Number.NaN)])).toThrow(/a\.jpg/);
  expect(() => measureFaces([face("mm", 20, Number.NaN)])).toThrow(/a\.jpg/);
});
