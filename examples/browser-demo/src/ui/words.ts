import type { BoxAnswer, LoadingProgress, SeenFace } from "../answers";

/** With or without its number. */
type AnyFace = BoxAnswer;

/** "41" */
export const ageWords = ({ age }: AnyFace): string => String(Math.round(age));

/** "33 to 50" */
export const intervalWords = ({ ageInterval: [lowest, highest] }: AnyFace): string =>
  `${Math.round(lowest)} to ${Math.round(highest)}`;

/** Below this probability the network might as well toss a coin, and no gender is named as its answer. */
const leastSure = 0.6;

/** Whether a gender is likely enough to be named. On video it is steadied over frames, and may be the less likely one for a while. */
export const isSureOfGender = ({ genderProbability }: AnyFace): boolean => genderProbability >= leastSure;

/** "looks female, 97 %", never 100 %, for no guess is certain; "gender unsure, perhaps female (55 %)". */
export function genderWords(face: AnyFace): string {
  const { gender, genderProbability } = face;
  if (isSureOfGender(face)) return `looks ${gender}, ${Math.min(99, percent(genderProbability))} %`;
  const likelier = genderProbability >= 0.5 ? gender : gender === "female" ? "male" : "female";
  return `gender unsure, perhaps ${likelier} (${percent(Math.max(genderProbability, 1 - genderProbability))} %)`;
}

/** "34 female", "34 unsure": what fits beside a box. */
export const tagWords = (face: AnyFace): string => `${ageWords(face)} ${isSureOfGender(face) ? face.gender : "unsure"}`;

const percent = (share: number): number => Math.round(share * 100);

/** All of it in a sentence, for those who hear it. */
export const faceWords = (face: SeenFace): string =>
  `Face ${face.id}: about ${ageWords(face)} years, probably ${intervalWords(face)}; ${genderWords(face)}`;

/** What makes the answer doubtful beyond its interval; null if nothing does. */
export function warningWords({ outsideAgeRange, noFaceProbability = 0 }: AnyFace): string | null {
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

/** "3.4 of 8.3 MB", and "3.4 MB" as long as nobody knows of how many. */
export const loadingWords = ({ loadedBytes, totalBytes }: LoadingProgress): string =>
  totalBytes ? `${(loadedBytes / 1e6).toFixed(1)} of ${sizeWords(totalBytes)}` : sizeWords(loadedBytes);

/** "0 bytes", "1 byte", "12.4 MB" */
export function bytesWords(bytes: number): string {
  if (bytes >= 1e5) return sizeWords(bytes);
  return `${bytes.toLocaleString("en")} ${bytes === 1 ? "byte" : "bytes"}`;
}
