import { describe, expect, it } from "@jest/globals";
import { ageCoverage } from "./age-coverage";

const faces = (source: string, from: number, to: number, each = 10) =>
  Array.from({ length: (to - from + 1) * each }, (_, index) => ({ source, age: from + (index % (to - from + 1)) }));

describe("ageCoverage", () => {
  it("finds the hole of a set, and none where ages get rare towards an end", () => {
    const fading = Array.from({ length: 60 }, (_, index) => faces("fading", 20 + index, 20 + index, 61 - index)).flat();
    const samples = [...faces("WIKI", 18, 29, 40), ...faces("WIKI", 48, 59, 40), ...fading];
    expect(ageCoverage(samples)).toEqual([
      {
        source: "WIKI",
        faces: 960,
        ages: [
          [18, 29],
          [48, 59],
        ],
      },
      { source: "fading", faces: fading.length, ages: [[20, expect.any(Number)]] },
    ]);
  });

  it("is not led astray by a few wrong labels, at the ends and in the hole", () => {
    const strays = [1, 90, 35, 40].map((age) => ({ source: "WIKI", age }));
    const [wiki] = ageCoverage([...faces("WIKI", 18, 29, 40), ...faces("WIKI", 48, 59, 40), ...strays]);
    expect(wiki!.ages).toEqual([
      [18, 29],
      [48, 59],
    ]);
  });

  it("takes no short gap and no small set for something", () => {
    const [gap] = ageCoverage([...faces("gap", 18, 29, 20), ...faces("gap", 32, 40, 20)]);
    expect(gap!.ages).toEqual([[18, 40]]);
    expect(ageCoverage(faces("small", 18, 27, 10))).toEqual([]);
    expect(ageCoverage([{ source: "gender", age: null }])).toEqual([]);
  });
});
