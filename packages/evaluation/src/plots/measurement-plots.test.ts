import { InvalidArgumentError, loadImage } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import type { FaceRecord } from "../measures/face-record";
import { measureFaces } from "../measures/measure-faces";
import { plotAgeDistribution } from "./age-distribution";
import { plotAgeErrors } from "./age-errors";
import { plotCalibration } from "./calibration";
import { plotGenderConfusion } from "./gender-confusion";
import { smoothByAge } from "./smooth-by-age";
import { svgToPng } from "./svg-to-png";

const face = (age: number | null, error = 0, more: Partial<FaceRecord["prediction"]> = {}): FaceRecord => ({
  ...{ file: "a.jpg", source: "x", age, gender: "female", faceFound: true },
  prediction: { age: (age ?? 40) + error, gender: "female", genderProbability: 0.9, ...more },
});
const ages = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const named = (name: string, records: readonly FaceRecord[]) => ({
  name,
  measurement: measureFaces(records, { resamples: 0 }),
});
/** Ten faces of each age, all wrong by so many years, half of them upwards. */
const wrongBy = (years: number, lowest = 18, highest = 65) =>
  ages(lowest, highest).flatMap((age) => ages(1, 10).map((index) => face(age, index % 2 ? years : -years)));

const curvesOf = (svg: string) =>
  [...svg.matchAll(/<polyline stroke="([^"]*)"[^>]*points="([^"]*)"/g)].map(([, colour, points]) => ({
    colour,
    points: points!.split(" ").map((point) => point.split(",").map(Number) as [number, number]),
  }));
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("smoothByAge", () => {
  const point = (age: number, count: number, mae: number | null, deviation: number | null = 0) => ({
    ...{ age, count, mae, bias: 0, deviation },
  });

  it("weighs faces, not ages, and keeps what is the same everywhere", () => {
    const flat = ages(18, 30).map((age) => point(age, age, 4, 1));
    for (const { mae } of smoothByAge(flat, 2)) expect(mae).toBeCloseTo(4, 9);
    const [first] = smoothByAge([point(18, 10, 2), point(19, 90, 4)], 1000);
    expect(first!.mae).toBeCloseTo((10 * 2 + 90 * 4) / 100, 3);
  });

  it("tells the standard error of the mean", () => {
    const [alone] = smoothByAge([point(18, 100, 5, 3)], 0);
    expect(alone!.deviation).toBeCloseTo((3 * Math.sqrt(99 / 100)) / 10, 9);
    // A hundred ages seen as one are a hundred times the faces.
    const all = smoothByAge(
      ages(1, 100).map((age) => point(age, 100, 5, 3)),
      1e6,
    );
    expect(all[50]!.deviation).toBeCloseTo(3 / 100, 3);
  });

  it("has gaps where there are too few faces, and goes not beyond the ages that there are", () => {
    const points = [20, 20, 0, 20, 20, 0, 0, 20, 4].map((count, index) => point(18 + index, count, count ? 5 : null));
    expect(smoothByAge(points, 1).map(({ mae }) => mae !== null)).toEqual(
      // biome-ignore format: one line
      [true, true, true, true, true, false, false, true, true],
    );
    expect(smoothByAge(points, 0).at(-1)!.mae).toBeNull();
  });
});

describe("plotAgeErrors", () => {
  it("draws larger errors higher up, a line a measurement with its name", () => {
    const svg = plotAgeErrors([named("good & small", wrongBy(3)), named("bad", wrongBy(6))]);
    const [good, bad] = curvesOf(svg);
    expect(good!.points).toHaveLength(48);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["good &amp; small", "bad", "known age, years"]));
    for (const [index, [, y]] of good!.points.entries()) expect(y).toBeGreaterThan(bad!.points[index]![1]);
    // Twice the error is twice as far above the axis, which stands at 0.
    const zero = Number(/class="axis" x1="56" x2="776" y1="([\d.]+)"/.exec(svg)![1]);
    expect(zero - bad!.points[20]![1]).toBeCloseTo(2 * (zero - good!.points[20]![1]), 0);
  });

  it("leaves gaps where there are no faces, and measurements without ages out, in the same colours", () => {
    const svg = plotAgeErrors([
      named("ageless", [face(null)]),
      named("wiki", [...wrongBy(3, 18, 29), ...wrongBy(3, 48, 59)]),
    ]);
    const curves = curvesOf(svg);
    expect(curves.map(({ points }) => points.length)).toEqual([12, 12]);
    expect(textsOf(svg)).not.toContain("ageless");
    const [both] = curvesOf(plotAgeErrors([named("x", wrongBy(1)), named("wiki", wrongBy(3))])).slice(1);
    expect(curves[0]!.colour).toBe(both!.colour);
  });

  it("says which ages have too few faces for a line", () => {
    const records = [...wrongBy(3, 18, 40), face(60, 9), face(61, 9), face(64, 9)];
    const texts = textsOf(plotAgeErrors([named("some", records), named("all", wrongBy(3))]));
    expect(texts).toContain("some: no line at 60-61, 64, with fewer than 5 faces near");
    expect(texts.filter((text) => text!.includes("no line"))).toHaveLength(1);
  });

  it("has room for the whole of the bands", () => {
    const records = ages(18, 65).flatMap((age) => [face(age, 30), ...ages(1, 5).map(() => face(age, 1))]);
    const svg = plotAgeErrors([named("wild", records)]);
    const [, top, height] = /<clipPath[^>]*><rect[^>]* y="([\d.-]+)"[^>]* height="([\d.]+)"/.exec(svg)!.map(Number);
    const heights = [...svg.matchAll(/<polygon[^>]*points="([^"]*)"/g)].flatMap(([, points]) =>
      points!.split(" ").map((point) => Number(point.split(",")[1])),
    );
    expect(heights.length).toBeGreaterThan(90);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(top!);
    expect(Math.max(...heights)).toBeLessThanOrEqual(top! + height!);
  });

  it.each([[[]], [[named("nobody", [])]]])("says that there is nothing", (measurements) => {
    const svg = plotAgeErrors(measurements);
    expect(textsOf(svg)).toContain("no such labels");
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("plotGenderConfusion", () => {
  it("writes shares of the known gender and counts", () => {
    const records = [face(30), face(30), face(30, 0, { gender: "male" }), face(30)];
    const texts = textsOf(plotGenderConfusion([named("mine", records)]));
    expect(texts).toEqual([
      ...["Gender: known (rows) and predicted (columns)", "mine: 0.750", "female", "male"],
      ...["female", "75.0 %", "3", "25.0 %", "1", "male", "-", "0", "-", "0"],
    ]);
  });
});

describe("plotCalibration", () => {
  const sure = (probability: number, right: number, of: number) =>
    ages(1, of).map((index) =>
      face(30, 0, { gender: index <= right ? "female" : "male", genderProbability: probability }),
    );

  it("puts an honest model on the diagonal and leaves bins of a few faces out of the line", () => {
    const svg = plotCalibration([named("honest", [...sure(0.6, 12, 20), ...sure(0.9, 18, 20), ...sure(0.7, 0, 3)])]);
    const [diagonal, honest] = curvesOf(svg);
    const [[x0, y0], [x1, y1]] = diagonal!.points as [[number, number], [number, number]];
    expect(honest!.points).toHaveLength(2);
    for (const [x, y] of honest!.points) expect((y - y0) / (y1 - y0)).toBeCloseTo((x - x0) / (x1 - x0), 2);
  });

  it("has no ages to show of models that give no intervals, and those of others", () => {
    const without = plotCalibration([named("peer", sure(0.6, 12, 20))]);
    expect(textsOf(without)).toContain("no such labels");
    const even = Array.from({ length: 48 }, () => 1 / 48);
    const withIntervals = wrongBy(2).map((record) => ({
      ...record,
      prediction: { ...record.prediction, ageDistribution: even },
    }));
    const svg = plotCalibration([named("ours", withIntervals)]);
    expect(textsOf(svg)).not.toContain("no such labels");
    expect(curvesOf(svg).at(-1)!.points).toHaveLength(3);
  });
});

describe("plotAgeDistribution", () => {
  it("shades the diagonal of a perfect model, and shows measurements with ages only", () => {
    const svg = plotAgeDistribution([named("perfect", wrongBy(0)), named("ageless", [face(null)])]);
    expect(textsOf(svg)).toContain("perfect: predicted by known age");
    expect(svg).not.toContain("ageless");
    expect(svg.match(/fill-opacity="1"/g)).toHaveLength(16);
    const [known, answered] = curvesOf(svg).map(({ points }) => points);
    expect(answered).toEqual(known);
    expect(textsOf(plotAgeDistribution([]))).toContain("nothing to show");
  });
});

describe("svgToPng", () => {
  const picture = (content: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="100%" height="100%" fill="#fff"/>${content}</svg>`;

  it("draws text dark on white, at the scale asked for", async () => {
    const text =
      '<text x="60" y="25" text-anchor="middle" font-size="16" font-weight="400" fill="#000">a &lt; b</text>';
    const { width, height, data } = await loadImage(await svgToPng(picture(text), { scale: 3 }));
    expect([width, height]).toEqual([360, 120]);
    const dark = Array.from({ length: width * height }, (_, index) => index).filter((index) => data[index * 3]! < 100);
    expect(dark.length).toBeGreaterThan(100);
    // In the middle: as far from the left as from the right.
    const columns = dark.map((index) => index % width);
    expect((Math.min(...columns) + Math.max(...columns)) / 2).toBeCloseTo(width / 2, -1);
  });

  it("needs no typeface of the machine: the same text is paths of Inter, whatever family is asked for", async () => {
    const text = (family: string) =>
      `<g font-family="${family}"><text x="5" y="25" font-size="16" font-weight="600" fill="#000">Müller 97 %</text></g>`;
    const [one, other] = await Promise.all(["serif", "monospace"].map((family) => svgToPng(picture(text(family)))));
    expect(Buffer.compare(one!, other!)).toBe(0);
  });

  it("refuses what is no picture or no scale", async () => {
    await expect(svgToPng("no picture")).rejects.toThrow(InvalidArgumentError);
    await expect(svgToPng(picture(""), { scale: 0 })).rejects.toThrow(/scale/);
  });
});
