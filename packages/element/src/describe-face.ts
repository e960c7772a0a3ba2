import type { AnalyzedFace } from "@fagr/core";

/**
 * The sentence about a face: "about 34 years (80 % likely 27 to 42), looks female (88 %)".
 *
 * @example
 * ```ts
 * for (const face of faces) console.log(describeFace(face));
 * ```
 */
export function describeFace({ age, ageInterval, gender, genderProbability }: AnalyzedFace): string {
  const [lowest, highest] = ageInterval.map(Math.round);
  return `about ${Math.round(age)} years (80 % likely ${lowest} to ${highest}), looks ${gender} (${Math.round(genderProbability * 100)} %)`;
}

/** The short form for the tag at a box: "34, looks female". */
export function summariseFace({ age, gender }: AnalyzedFace): string {
  return `${Math.round(age)}, looks ${gender}`;
}
