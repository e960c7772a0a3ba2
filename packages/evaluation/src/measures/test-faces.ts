import type { FaceRecord } from "./face-record";

type Letter = "m" | "f" | "?";
const genders = { m: "male", f: "female", "?": null } as const;

/** A face for tests: "mf" is a man taken for a woman, "?m" somebody of unknown gender taken for a man. */
export function face(letters: string, known: number | null, answered = 30, more: Partial<FaceRecord> = {}): FaceRecord {
  const [gender, answer] = [...letters] as [Letter, "m" | "f"];
  return {
    ...{ file: "a.jpg", source: "x", age: known, gender: genders[gender], faceFound: true },
    prediction: { age: answered, gender: genders[answer], genderProbability: 0.9 },
    ...more,
  };
}
