import type { Gender } from "@fagr/core";
import { type FaceRecord, measureFaces } from "@fagr/evaluation";
import { describe, expect, it } from "@jest/globals";
import { ageTable, genderTable, overviewTable } from "./accuracy-tables";
import type { MeasuredFaces } from "./measure-answers";

type Row = readonly [age: number | null, gender: Gender | null, guessedAge: number, guessed: Gender];

const records = (rows: readonly Row[]): FaceRecord[] =>
  rows.map(([age, gender, guessedAge, guessed], index) => ({
    file: `${index}.jpg`,
    source: "set",
    age,
    gender,
    faceFound: true,
    prediction: { age: guessedAge, gender: guessed, genderProbability: 0.9 },
  }));

const measured = (dataSet: string, rows: readonly Row[]): MeasuredFaces => {
  const measure = (chosen: readonly Row[]) => measureFaces(records(chosen), { resamples: 0 });
  return {
    dataSet,
    validationShare: 1,
    faces: rows.length,
    missed: 0,
    models: [
      {
        model: "fagr",
        isOurs: true,
        isVariant: false,
        measurement: measure(rows),
        seniors: measure(rows.filter(([age]) => age !== null && age >= 54)),
        steadiness: null,
      },
    ],
  };
};

const aged = measured("A", [
  [20, "female", 23, "female"], // off by +3
  [30, "female", 38, "male"], // +8
  [60, "male", 50, "male"], // -10
  [40, "male", 40, "male"], // 0
]);
const ageless = measured("B", [
  [null, "male", 50, "male"],
  [null, "female", 50, "female"],
]);
const cells = (table: string) =>
  table.split("\n").map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe("tables of accuracy", () => {
  it("leave out what a data set does not know", () => {
    expect(cells(overviewTable([aged, ageless]))).toEqual([
      ["model", "A gender", "A age", "B gender"],
      expect.anything(),
      ["fagr", "0.750", "5.25", "1.000"],
    ]);
  });

  it("tell recall, precision and F1 of the gender that is asked for", () => {
    // One of two women is found, and every answer "female" is right: F1 is 2 x 1 x 0.5 / 1.5.
    expect(cells(genderTable([aged], "female"))[2]).toEqual(["A", "2", "fagr", "0.500", "1.000", "0.667", "0.750"]);
    // Both men are found; two of the three answers "male" are right.
    expect(cells(genderTable([aged], "male"))[2]).toEqual(["A", "2", "fagr", "1.000", "0.667", "0.800", "0.750"]);
  });

  it("tell the error, the share within five years and the bias, and again of the older", () => {
    expect(cells(ageTable([aged, ageless])).slice(2)).toEqual([
      ["A", "4", "fagr", "5.25", "0.500", "+0.3", "1", "10.00", "-10.0"],
    ]);
  });
});
