import { describe, expect, it } from "@jest/globals";
import type { FaceRecord } from "../measures/face-record";
import { measureFaces } from "../measures/measure-faces";
import { calibrationTable } from "./calibration-table";
import { gapTable, groupGaps } from "./gaps";
import { measurementsToMarkdown } from "./measurements-to-markdown";
import { ageTable, genderTable, groupTable } from "./tables";

const face = (ethnicity: string, right: boolean, error: number): FaceRecord => ({
  ...{ file: "a.jpg", source: "x", age: 40, gender: "female", groups: { ethnicity }, faceFound: true },
  prediction: { age: 40 + error, gender: right ? "female" : "male", genderProbability: 0.9 },
});
const repeat = (count: number, ...faces: FaceRecord[]) => Array.from({ length: count }, () => faces).flat();

const records = [
  ...repeat(20, face("Asian", true, 2), face("Asian", true, -4)), // accuracy 1, MAE 3
  ...repeat(30, face("White", true, 5), face("White", false, 7)), // accuracy 0.5, MAE 6
  face("Other", false, 20),
];
const measured = (name: string, faces = records, options = { resamples: 0 }) => ({
  name,
  measurement: measureFaces(faces, options),
});

/** The cells of a Markdown table, row by row, without the line below the header. */
const cellsOf = (table: string) =>
  table
    .split("\n")
    .filter((_line, index) => index !== 1)
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

describe("tables", () => {
  it("give gender in the document's form, a row a measurement", () => {
    expect(cellsOf(genderTable([measured("mine"), measured("other", [])]))).toEqual([
      // biome-ignore format: a table
      ["", "faces", "recall male", "recall female", "precision male", "precision female", "F1 male", "F1 female", "accuracy"],
      ["mine", "101", "-", "0.693", "0.000", "1.000", "0.000", "0.819", "0.693"],
      ["other", "0", "-", "-", "-", "-", "-", "-", "-"],
    ]);
  });

  it("give age with every CS@k that somebody has", () => {
    const other = { name: "a|b", measurement: measureFaces(records, { resamples: 0, tolerances: [2] }) };
    const [head, one, two] = cellsOf(ageTable([measured("mine"), other]));
    expect(head).toEqual(["", "faces", "MAE, years", "CS@2", "CS@5", "bias, years"]);
    expect(one!.slice(1)).toEqual(["101", "4.95", "-", "0.693", "+3.37"]); // (120 + 360 + 20) / 101
    expect(two!.slice(-5)).toEqual(["101", "4.95", "0.198", "-", "+3.37"]);
  });

  it("write intervals beside their figures", () => {
    const [, row] = cellsOf(ageTable([measured("mine", records, { resamples: 100 })]));
    expect(row![2]).toMatch(/^4\.95 \[4\.\d\d, 5\.\d\d\]$/);
    expect(row![4]).toMatch(/^\+3\.37 \[\+2\.\d\d, \+4\.\d\d\]$/);
  });

  it("put what is compared together, group by group", () => {
    const few = records.filter(({ groups }) => groups!.ethnicity !== "Other");
    const rows = cellsOf(groupTable([measured("one"), measured("two", few)], "ethnicity"));
    expect(rows.map(([group, name, faces]) => [group, name, faces])).toEqual([
      ["ethnicity", "", "faces"],
      ["White", "one", "60"],
      ["White", "two", "60"],
      ["Asian", "one", "40"],
      ["Asian", "two", "40"],
      ["Other", "one", "1"],
    ]);
    expect(groupTable([measured("one")], "light")).toBe("");
  });

  it("say what models without distributions do not have", () => {
    expect(cellsOf(calibrationTable([measured("mine")]))[1]).toEqual(["mine", "0.207", "-", "-", "-", "-"]);
  });
});

describe("groupGaps", () => {
  it("compares the best with the worst of the groups that are large enough", () => {
    const { measurement } = measured("mine");
    expect(groupGaps(measurement, "ethnicity")).toEqual({
      accuracy: { best: "Asian", worst: "White", difference: 0.5 },
      mae: { best: "Asian", worst: "White", difference: 3 },
    });
    expect(groupGaps(measurement, "gender")).toEqual({ accuracy: null, mae: null });
    expect(gapTable([measured("mine")])).toContain("White, against Asian");
  });
});

describe("measurementsToMarkdown", () => {
  it("leaves out what there is nothing of", () => {
    const unaged = records.map((record) => ({ ...record, age: null }));
    const text = measurementsToMarkdown([measured("mine", unaged)], { title: "Report", level: 2 });
    expect(text.match(/^#+ .*/gm)).toEqual([
      ...["## Report", "### Faces", "### Gender", "### By gender", "### By ethnicity"],
      ...["### Gaps between groups", "### Calibration"],
    ]);
    expect(text).toContain("There are no confidence intervals.");
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it("says whose intervals are others", () => {
    const text = measurementsToMarkdown([measured("one"), measured("two", records, { resamples: 10 })]);
    expect(text).toMatch(/one: Ages .* no confidence.*\n\ntwo: Ages .* 10 resamples, seed 1/);
    expect(measurementsToMarkdown([])).toBe("\n");
  });
});
