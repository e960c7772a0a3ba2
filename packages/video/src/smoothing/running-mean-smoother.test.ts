import { expect, test } from "@jest/globals";
import { bellPrediction } from "../test-support/prediction";
import { RunningMeanSmoother } from "./running-mean-smoother";

const smooth = (...looks: ReturnType<typeof bellPrediction>[]) => {
  const smoother = new RunningMeanSmoother();
  for (const prediction of looks) smoother.add({ prediction, timestamp: 0 });
  return smoother.answer()!;
};

test("the mean of the ages, begun anew at more than ten years from it", () => {
  expect(smooth(bellPrediction(30), bellPrediction(33), bellPrediction(36)).age).toBeCloseTo(33, 9);
  expect(smooth(bellPrediction(30), bellPrediction(34), bellPrediction(42)).age).toBeCloseTo(106 / 3, 9);
  expect(smooth(bellPrediction(30), bellPrediction(34), bellPrediction(43)).age).toBe(43);
  expect(smooth(bellPrediction(30), bellPrediction(34), bellPrediction(43), bellPrediction(45)).age).toBe(44);
});

test("interval and distribution are means too, the gender is the latest look's", () => {
  const [one, other] = [bellPrediction(30, 4, 0.9), bellPrediction(36, 6, 0.4)];
  const answer = smooth(one, other);
  expect(answer.ageInterval[0]).toBeCloseTo((one.ageInterval[0] + other.ageInterval[0]) / 2, 9);
  expect(answer.ageDistribution![20]).toBeCloseTo((one.ageDistribution![20]! + other.ageDistribution![20]!) / 2, 9);
  expect(answer).toMatchObject({ gender: "female", genderProbability: 0.6 });
});
