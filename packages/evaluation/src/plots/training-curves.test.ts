import { describe, expect, it } from "@jest/globals";
import { createScale } from "./scale";
import { smooth, thinOut } from "./smooth";
import { plotTrainingCurves, type TrainingCurveLine } from "./training-curves";

const figures = { ageLoss: 3, ageAccuracy: 0.1, ageError: 8, genderLoss: 0.5, genderAccuracy: 0.8 };
const step = (stage: string, index: number, changes = {}): TrainingCurveLine => ({
  ...{ kind: "step", stage, step: index, learningRate: 0.01 },
  ...{ ...figures, ...changes },
});
const validation = (stage: string, index: number): TrainingCurveLine => ({
  ...{ kind: "validation", stage, step: index, ...figures },
});

describe("createScale", () => {
  it.each([
    [
      [0.13, 0.87],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
      ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"],
    ],
    [
      [3, 3],
      [3, 3.1, 3.2, 3.3],
      ["3.0", "3.1", "3.2", "3.3"],
    ],
    [
      [0, 1_270_000],
      [0, 500_000, 1_000_000, 1_500_000],
      ["0", "500k", "1M", "1.5M"],
    ],
  ])("marks %j with round numbers", (values, ticks, labels) => {
    const scale = createScale(values, { ticks: 5 });
    expect(scale.ticks).toEqual(ticks);
    expect(scale.ticks.map((tick) => scale.format(tick))).toEqual(labels);
  });
});

describe("smooth and thinOut", () => {
  it("keep a constant, and halve a jump in so many steps as the weight says", () => {
    const flat = Array.from({ length: 5 }, (_, x) => [x, 2] as const);
    for (const [, y] of smooth(flat, 0.9)) expect(y).toBeCloseTo(2);
    const jump = Array.from({ length: 200 }, (_, x) => [x, x < 100 ? 0 : 1] as const);
    // Half of the past is forgotten after log(1/2) / log(0.9) = 6.6 points.
    const passed = smooth(jump, 0.9).findIndex(([, y]) => y! > 0.5) - 99;
    expect(passed).toBe(7);
  });

  it("leave gaps out and average neighbours", () => {
    expect(
      thinOut(
        [
          [1, 1],
          [2, null],
          [3, 3],
          [5, 5],
          [7, 9],
        ],
        2,
      ),
    ).toEqual([
      [2, 2],
      [6, 7],
    ]);
  });
});

describe("plotTrainingCurves", () => {
  /** The places of a curve's points. */
  const polylines = (svg: string) =>
    [...svg.matchAll(/points="([^"]*)"/g)].map(([, points]) =>
      points!.split(" ").map((point) => point.split(",").map(Number) as [number, number]),
    );

  it("puts later steps to the right and larger losses higher up", () => {
    const svg = plotTrainingCurves(
      [10, 20, 30].map((at) => step("both", at, { ageLoss: 4 - at / 10 })),
      { smoothing: 0 },
    );
    const [faint, curve] = polylines(svg);
    expect(faint).toEqual(curve);
    expect(curve).toHaveLength(3);
    const [first, second, third] = curve!;
    expect(second![0]).toBeGreaterThan(first![0]);
    expect(third![0] - second![0]).toBeCloseTo(second![0] - first![0], 0);
    expect(third![1]).toBeGreaterThan(first![1]);
  });

  it("smooths a long curve and leaves a short one alone", () => {
    const noisy = (count: number) =>
      polylines(
        plotTrainingCurves(
          Array.from({ length: count }, (_, index) => step("both", index + 1, { ageLoss: 3 + (index % 2) })),
        ),
      ).slice(0, 2);
    const [shortFaint, shortCurve] = noisy(8);
    expect(shortCurve).toEqual(shortFaint);
    const spread = (curve: [number, number][]) => {
      const late = curve.slice(-20).map(([, y]) => y);
      return Math.max(...late) - Math.min(...late);
    };
    const [faint, curve] = noisy(200);
    expect(spread(curve!)).toBeLessThan(0.2 * spread(faint!));
  });

  it("puts stages one after the other, marks them, and writes text safely", () => {
    const metrics = [step("a", 50), step("a", 100), validation("a", 100), step("b", 50), step("b", 100)];
    const svg = plotTrainingCurves(metrics, { title: "<A & B>" });
    expect(svg).toContain("&lt;A &amp; B&gt;");
    expect(svg.match(/class="mark"/g)).toHaveLength(12);
    const xs = polylines(svg)[0]!.map(([x]) => x);
    expect(xs).toHaveLength(4);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
    expect(svg).toContain("<circle");
  });

  it("says where there are no labels, and draws nothing from nothing", () => {
    const unlabelled = [step("a", 1, { ageLoss: null, ageAccuracy: null, ageError: null }), step("a", 2)];
    expect(plotTrainingCurves(unlabelled.slice(0, 1)).match(/no such labels/g)).toHaveLength(3);
    const empty = plotTrainingCurves([]);
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
    expect(polylines(empty)).toEqual([]);
  });
});
