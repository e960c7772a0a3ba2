import { describe, expect, it } from "@jest/globals";

const { groupFigures } = await import("../training/group-figures.mjs" as string);

const labels = { minimum: 18, maximum: 65 };
/** A face as measured: its labels, and what was answered. */
const face = (age: number | null, gender: 0 | 1 | null, answered: number, said: "female" | "male") => ({
  age,
  gender,
  answer: { age: answered, gender: said, ageInterval: [answered - 5, answered + 5] },
});
const faces = [
  face(20, 0, 26, "female"),
  face(22, 0, 24, "male"),
  face(50, 1, 40, "male"),
  face(null, 1, 33, "male"),
  face(9, 0, 21, "female"),
];
const groups = groupFigures(faces, labels);
const find = (ages: string | null, gender: string | null) =>
  groups.find((group: { ages: unknown; gender: unknown }) => group.ages === ages && group.gender === gender);

describe("figures by group", () => {
  it("count a face without a label in no group of that label, and errors only of ages that the model knows", () => {
    expect(find(null, null)).toMatchObject({ faces: 5, aged: 3, gendered: 5, genderRight: 4 });
    expect(find(null, "male")).toMatchObject({ faces: 2, aged: 1, genderRight: 2 });
    expect(groups.map((group: { ages: unknown }) => group.ages)).not.toContain("0-17");
    expect(find("30-41", null)).toBeUndefined();
  });

  it("tell the error, its deviation, where it leans and what the interval holds", () => {
    expect(find("18-29", "female")).toMatchObject({ ageError: 4, ageErrorDeviation: 2.828, bias: 4, covered: 1 });
    expect(find("42-53", null)).toMatchObject({ ageError: 10, ageErrorDeviation: null, bias: -10, covered: 0 });
  });

  it("draw bars of three years, of answers and of labels", () => {
    const { predicted, labelled } = find("18-29", null);
    expect([predicted.length, predicted[2]]).toEqual([16, 2]);
    expect(labelled.slice(0, 3)).toEqual([1, 1, 0]);
    expect(groupFigures([face(null, 0, 30, "female")], labels)[0].labelled).toBeNull();
  });
});
