import type { AnalyzedFace } from "@fagr/core";

/**
 * What a person should read about a face: "about 34 years (80 % likely 27 to 42), looks female (88 %)".
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

/** The same for the tag at a box, where there is little room: "34, looks female". */
export function summariseFace({ age, gender }: AnalyzedFace): string {
  return `${Math.round(age)}, looks ${gender}`;
}
