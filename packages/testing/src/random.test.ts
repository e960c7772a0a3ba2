import { describe, expect, it } from "@jest/globals";
import { createRandom } from "./random";

const draw = (seed: number, kind: "uniform" | "normal") => {
  const random = createRandom(seed);
  return Array.from({ length: 20_000 }, () => random[kind](2, 3));
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("createRandom", () => {
  it("repeats itself with the same seed, and only then", () => {
    expect(draw(1, "uniform")).toEqual(draw(1, "uniform"));
    expect(draw(1, "uniform")).not.toEqual(draw(2, "uniform"));
  });

  it("spreads uniform numbers evenly between their ends", () => {
    const values = draw(1, "uniform");
    for (const value of values) expect(value >= 2 && value < 3).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = values.filter((value) => value >= 2 + tenth / 10 && value < 2.1 + tenth / 10);
      expect(Math.abs(inside.length - 2000)).toBeLessThan(200);
    }
  });

  it("gives normal numbers their mean and standard deviation", () => {
    const values = draw(1, "normal");
    expect(Math.abs(mean(values) - 2)).toBeLessThan(0.1);
    expect(Math.abs(Math.sqrt(mean(values.map((value) => (value - 2) ** 2))) - 3)).toBeLessThan(0.1);
  });
});
