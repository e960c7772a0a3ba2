import { describe, expect, it } from "@jest/globals";
import { measureFaces } from "../measures/measure-faces";
import { face } from "../measures/test-faces";
import { plotAgeErrorPanels } from "../plots/age-error-panels";
import { plotGenderComparison } from "../plots/gender-comparison";
import { ageComparisonTable, genderComparisonTable } from "./comparison-to-markdown";

const ages = Array.from({ length: 40 }, (_, index) => 20 + index);
/** Off by so many years, with so many of 20 men taken for women. */
const measured = (name: string, off: number, missed: number) => ({
  name,
  measurement: measureFaces(
    ages.map((age, index) => face(index < 20 ? (index < missed ? "mf" : "mm") : "ff", age, age + off)),
  ),
});
const unlabelled = (name: string) => ({ name, measurement: measureFaces([face("?m", null)]) });
const systems = [
  { name: "ours", sets: [measured("A", 2, 4), unlabelled("none"), measured("B & C", 3, 0)] },
  { name: "<theirs>", sets: [measured("A", 4, 10), unlabelled("none"), measured("B & C", 1, 0)] },
];

describe("genderComparisonTable", () => {
  const lines = genderComparisonTable(systems).split("\n");

  it("sets data sets side by side, each over recall, precision and F1 of male and female", () => {
    const [, , sets, figures, genders] = lines;
    expect(sets).toBe(
      '<tr><th rowspan="3">system</th><th colspan="6">A (20 men, 20 women)</th><th colspan="6">B &amp; C (20 men, 20 women)</th></tr>',
    );
    expect(figures!.match(/recall|precision|F1/g)).toEqual(["recall", "precision", "F1", "recall", "precision", "F1"]);
    expect(genders!.match(/>male</g)).toHaveLength(6);
  });

  it("has a row a system, with the best of each column in bold, ties too", () => {
    const cells = (name: string) => {
      const row = lines.find((line) => line.includes(`<td>${name}</td>`))!;
      return [...row.matchAll(/<td align="right">(.*?)<\/td>/g)].map(([, cell]) => cell);
    };
    // 16 of 20 men, all women; 20 women of 24 taken for one.
    const whole = Array(6).fill("<b>1.000</b>");
    expect(cells("ours")).toEqual([
      ...["<b>0.800</b>", "<b>1.000</b>", "<b>1.000</b>", "<b>0.833</b>", "<b>0.889</b>", "<b>0.909</b>"],
      ...whole,
    ]);
    expect(cells("&lt;theirs&gt;")).toEqual([
      "0.500",
      "<b>1.000</b>",
      "<b>1.000</b>",
      "0.667",
      "0.667",
      "0.800",
      ...whole,
    ]);
  });

  it("is nothing without known genders", () => {
    expect(genderComparisonTable([{ name: "ours", sets: [unlabelled("none")] }])).toBe("");
  });
});

it("ageComparisonTable makes the lowest error bold", () => {
  const [head, , ours, theirs] = ageComparisonTable(systems).split("\n");
  expect(head).toMatch(/A \(40 faces\).*B & C \(40 faces\)/);
  expect(ours).toMatch(/\*\*2\.00 \[2\.00, 2\.00\]\*\*.* 3\.00 /);
  expect(theirs).toMatch(/ 4\.00 .*\*\*1\.00 /);
});

describe("plotAgeErrorPanels", () => {
  const svg = plotAgeErrorPanels(systems, { smoothing: 3 });

  it("has a panel a system and in it a line a data set with ages, in one colour in all panels", () => {
    expect(svg).toContain(">ours</text>");
    expect(svg).toContain(">&lt;theirs&gt;</text>");
    const colours = [...svg.matchAll(/<polyline stroke="(#\w+)"/g)].map(([, colour]) => colour);
    expect(colours).toHaveLength(4);
    expect(colours.slice(0, 2)).toEqual(colours.slice(2));
    expect(svg).not.toContain(">none</text>");
  });

  it("says at which ages a line has a gap, once for all panels", () => {
    const ages = [...Array.from({ length: 40 }, () => 30), 64];
    const sets = [{ name: "C", measurement: measureFaces(ages.map((age) => face("mm", age, age))) }];
    const drawn = plotAgeErrorPanels(["ours", "theirs"].map((name) => ({ name, sets })));
    expect(drawn.match(/C: no line at 64, with fewer than 5 faces near/g)).toHaveLength(1);
    expect(svg).toContain("A: no line at 20, 59, with");
  });

  it("draws all panels on one scale", () => {
    const heights = [...svg.matchAll(/<polyline [^>]*points="\S+?,(\S+) /g)].map(([, y]) => Number(y));
    // Errors of 2, 3, 4 and 1 years: each year is the same number of pixels in both panels.
    const [two, three, four, one] = heights;
    expect(two! - three!).toBeCloseTo((one! - four!) / 3, 0);
  });
});

it("plotGenderComparison draws the same figures, three sets a row", () => {
  const sets = ["A", "B", "C", "D"].map((name) => measured(name, 1, 4));
  const svg = plotGenderComparison([
    { name: "ours", sets },
    { name: "theirs", sets: sets.map(({ name }) => measured(name, 1, 10)) },
  ]);
  expect(svg.match(/>ours</g)).toHaveLength(2);
  expect(svg.match(/font-weight="600"[^>]*>0\.800</g)).toHaveLength(4);
  expect(svg.match(/font-weight="400"[^>]*>0\.500</g)).toHaveLength(4);
});
