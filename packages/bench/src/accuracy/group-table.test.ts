import { type FaceRecord, measureFaces } from "@fagr/evaluation";
import { expect, it } from "@jest/globals";
import { groupTable } from "./group-table";

const face = (ethnicity: string, right: boolean, guessedAge: number): FaceRecord => ({
  file: "face.jpg",
  source: "set",
  age: 40,
  gender: "female",
  groups: { ethnicity },
  faceFound: true,
  prediction: { age: guessedAge, gender: right ? "female" : "male", genderProbability: 0.8 },
});

const measured = (records: readonly FaceRecord[]) => {
  const measurement = measureFaces(records, { resamples: 0 });
  return {
    dataSet: "set",
    validationShare: 1,
    faces: records.length,
    missed: 0,
    models: [{ model: "fagr", isOurs: true, isVariant: false, measurement, seniors: measurement, steadiness: null }],
  };
};

it("sets groups side by side, without those that are too small to tell anything", () => {
  const faces = [
    ...Array.from({ length: 20 }, (_, index) => face("Asian", index < 15, 42)), // 0.75, 2 years too old
    ...Array.from({ length: 30 }, () => face("White", true, 37)), // 3 years too young
    ...Array.from({ length: 19 }, () => face("Other", true, 40)),
  ];
  const lines = groupTable(measured(faces), "ethnicity").split("\n");
  expect(lines[0]).toMatch(/^\| model \| White \(30\) +\| Asian \(20\) +\|$/);
  expect(lines[2]).toBe("| fagr  | 1.000 / 3.0 / -3.0 | 0.750 / 2.0 / 2.0 |");
});

it("is nothing where there is nothing to compare", () => {
  expect(groupTable(measured([face("Asian", true, 40)]), "ethnicity")).toBe("");
  expect(groupTable(measured([face("Asian", true, 40)]), "shoe size")).toBe("");
});
