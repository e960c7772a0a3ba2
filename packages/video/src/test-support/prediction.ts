import type { AgeGenderPrediction } from "@fagr/core";
import { ageInterval, type Labels } from "@fagr/core/network";

/** The youngest class, years. */
export const minimumAge = 18;
export const labels: Labels = { age: { minimum: minimumAge, maximum: 65 }, gender: ["female", "male"] };

/** For tests: a prediction whose age distribution is a bell curve. */
export function bellPrediction(age: number, spread = 5, male = 0.9): AgeGenderPrediction {
  const powers = Array.from({ length: 48 }, (_, index) => Math.exp(-(((index + minimumAge - age) / spread) ** 2) / 2));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const ageDistribution = powers.map((power) => power / total);
  return {
    age,
    ageInterval: ageInterval(ageDistribution, minimumAge, 0.8),
    gender: male > 0.5 ? "male" : "female",
    genderProbability: Math.max(male, 1 - male),
    ageDistribution,
  };
}
