import { type AgeGenderPrediction, InvalidArgumentError } from "@fagr/core";
import { expectedAge } from "@fagr/core/network";
import { createRandom } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { bellPrediction, labels, minimumAge } from "../test-support/prediction";
import { DoubtSmoother } from "./doubt-smoother";

function smooth(looks: readonly AgeGenderPrediction[], seconds = 1) {
  const smoother = new DoubtSmoother({ manifest });
  for (const [index, prediction] of looks.entries()) smoother.add({ prediction, timestamp: index * seconds });
  return smoother.answer()!;
}
const manifest = { labels };
const width = ({ ageInterval: [lowest, highest] }: AgeGenderPrediction) => highest - lowest;

describe("DoubtSmoother", () => {
  it("answers one look as a photo", () => {
    const look = { ...bellPrediction(33), outsideAgeRange: { younger: 0.1, older: 0.02 }, noFaceProbability: 0.3 };
    const answer = smooth([look]);
    expect(answer.age).toBeCloseTo(look.age, 9);
    expect(answer.gender).toBe(look.gender);
    expect(answer.genderProbability).toBeCloseTo(look.genderProbability, 9);
    for (const side of [0, 1] as const) expect(answer.ageInterval[side]).toBeCloseTo(look.ageInterval[side], 2);
    expect(answer.outsideAgeRange).toEqual({ younger: 0.1, older: 0.02 });
    expect(answer.noFaceProbability).toBeCloseTo(0.3, 9);
    expect(smooth([bellPrediction(33)])).not.toHaveProperty("outsideAgeRange");
  });

  it("reaches as far above the age as the weights' calibration says", () => {
    const calibration = { ageTemperature: 1, genderTemperature: 1, ageReach: { above: 1.5, slope: 0 } };
    const smoother = new DoubtSmoother({ manifest: { labels, calibration } });
    const look = bellPrediction(40);
    smoother.add({ prediction: look, timestamp: 0 });
    const [lowest, highest] = smoother.answer()!.ageInterval;
    expect(lowest).toBeCloseTo(look.ageInterval[0], 2);
    expect(highest - 40).toBeCloseTo(1.5 * (look.ageInterval[1] - 40), 1);
  });

  it("weighs looks by their precision, as a Gaussian's mean would be", () => {
    // 3 and 6 years of spread: 4 parts of 36 to 1 of 42. A second of 10 that are remembered fades the first by exp(-0.1).
    const fade = Math.exp(-0.1);
    const fresh = 1 - Math.exp(-1 / 0.2);
    const weights = [(4 * fade) / 9, fresh / 9];
    const expected = (36 * weights[0]! + 42 * weights[1]!) / (weights[0]! + weights[1]!);
    const answer = smooth([bellPrediction(36, 3), bellPrediction(42, 6)]);
    expect(Math.abs(answer.age - expected)).toBeLessThan(0.2);
    // The distribution believes both alike, whatever they say of their doubt.
    const fair = (36 * fade + 42 * fresh) / (fade + fresh);
    expect(Math.abs(expectedAge(answer.ageDistribution!, minimumAge) - fair)).toBeLessThan(0.5);
  });

  it("doubts more where looks contradict each other, as much as a look where they do not", () => {
    const one = width(smooth([bellPrediction(40, 5)]));
    expect(width(smooth([bellPrediction(34, 5), bellPrediction(46, 5)]))).toBeGreaterThan(1.4 * one);
    // Two years to and fro are noise, which each look's doubt counts in already.
    const noisy = Array.from({ length: 20 }, (_, index) => bellPrediction(index % 2 ? 38.6 : 41.4, 5));
    expect(Math.abs(width(smooth(noisy)) / one - 1)).toBeLessThan(0.05);
  });

  it("grows surer with looks, but not without end", () => {
    const widths = [1, 10, 1000].map((count) => width(smooth(new Array(count).fill(bellPrediction(40, 6)))));
    expect(widths[1]).toBeLessThan(widths[0]!);
    expect(widths[2]).toBeCloseTo(widths[1]!, 0);
    // Errors that stay with the face bound it.
    expect(widths[2]! / widths[0]!).toBeGreaterThan(Math.sqrt(0.85) - 0.01);
  });

  it("learns less from looks that follow each other closely", () => {
    const looks = [bellPrediction(30), ...new Array<AgeGenderPrediction>(5).fill(bellPrediction(40))];
    expect(smooth(looks, 0.03).age).toBeLessThan(smooth(looks, 1).age - 2);
  });

  it("is steadier than the looks", () => {
    const random = createRandom(5);
    const smoother = new DoubtSmoother({ manifest });
    const ages: number[] = [];
    for (let frame = 0; frame < 100; frame++) {
      smoother.add({ prediction: bellPrediction(40 + random.normal(0, 2)), timestamp: frame / 25 });
      ages.push(smoother.answer()!.age);
    }
    const steps = ages.slice(26).map((age, index) => Math.abs(age - ages[index + 25]!));
    expect(Math.max(...steps)).toBeLessThan(0.3);
    expect(Math.abs(ages.at(-1)! - 40)).toBeLessThan(0.7);
  });

  it("forgets, so that a mistaken identity wears off", () => {
    const looks = [...Array(20).fill(bellPrediction(25)), ...Array(30).fill(bellPrediction(50))];
    expect(smooth(looks).age).toBeGreaterThan(47);
  });

  it("keeps its gender against small doubt and gives it up for good reasons", () => {
    const male = bellPrediction(30, 5, 0.8);
    const female = bellPrediction(30, 5, 0.2);
    expect(smooth([male, female])).toMatchObject({ gender: "male" });
    expect(smooth([male, female, female])).toMatchObject({ gender: "male" });
    expect(smooth([male, ...Array(15).fill(female)])).toMatchObject({ gender: "female" });
  });

  it("asks for a model that gives age distributions", () => {
    const { ageDistribution: _, ...without } = bellPrediction(30);
    expect(() => smooth([without])).toThrow(InvalidArgumentError);
  });
});
