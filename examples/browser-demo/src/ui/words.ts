import type { SeenFace } from "../answers";

/** "41" */
export const ageWords = ({ age }: SeenFace): string => String(Math.round(age));

/** "33 to 50" */
export const intervalWords = ({ ageInterval: [lowest, highest] }: SeenFace): string =>
  `${Math.round(lowest)} to ${Math.round(highest)}`;

/** "looks female, 97 %". Never 100 %: no guess is certain. */
export const genderWords = ({ gender, genderProbability }: SeenFace): string =>
  `looks ${gender}, ${Math.min(99, Math.round(genderProbability * 100))} %`;

/** All of it in a sentence, for those who hear it. */
export const faceWords = (face: SeenFace): string =>
  `Face ${face.id}: about ${ageWords(face)} years, probably ${intervalWords(face)}; ${genderWords(face)}`;

/** What makes the answer doubtful beyond its interval; null if nothing does. */
export function warningWords({ outsideAgeRange, noFaceProbability = 0 }: SeenFace): string | null {
  if (noFaceProbability > 0.5) return "This may be no face at all.";
  if (outsideAgeRange && outsideAgeRange.younger > 0.5) return "May well be under 18, where the model has no answer.";
  if (outsideAgeRange && outsideAgeRange.older > 0.5) return "May well be over 65, where the model has no answer.";
  return null;
}

/** "No face found.", "1 face", "3 faces" */
export const countWords = (count: number): string =>
  count === 0 ? "No face found." : `${count} ${count === 1 ? "face" : "faces"}`;

/** "3.1 ms", "1,240 ms" */
export function timeWords(milliseconds: number): string {
  const digits = milliseconds < 10 ? 1 : 0;
  return `${milliseconds.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })} ms`;
}

/** "12.4 MB" */
export const sizeWords = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
