import type { ComparedPrediction } from "./compared-model";

/** Gender from `[N, 2]` probabilities of female and male. */
export function genderOf(probabilities: Float32Array, face: number) {
  const [female = 0, male = 0] = probabilities.subarray(face * 2, face * 2 + 2);
  return genderFrom(male / (female + male));
}

/** @param male - Probability of male. */
export function genderFrom(male: number): Pick<ComparedPrediction, "gender" | "genderProbability"> {
  return male > 0.5 ? { gender: "male", genderProbability: male } : { gender: "female", genderProbability: 1 - male };
}
