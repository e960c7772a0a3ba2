import type { SeenFace } from "../answers";
import { genderWords, isSureOfGender } from "../ui/words";

/** What is known of the one on a sample. */
export interface Truth {
  readonly who: string;
  readonly gender: "female" | "male";
  /** Years, of somebody older than the model can say. */
  readonly age: number;
}

const people = { female: "a woman", male: "a man" };

/** Whether the answer is right, and why a sample is shown that may be answered wrongly. */
export function truthWords({ who, gender, age }: Truth, face: SeenFace): string {
  const known = `${who} was ${people[gender]} of ${age}.`;
  const isRight = face.gender === gender;
  const answered = isRight
    ? isSureOfGender(face)
      ? "The guess at the gender is right."
      : "The guess at the gender is no better than a coin."
    : `The guess at the gender (${genderWords(face)}) is wrong${isSureOfGender(face) ? ", and sure of itself" : ""}.`;
  const years = `The age cannot be right: the model ends at 65${
    (face.outsideAgeRange?.older ?? 0) > 0.5 ? ", and says that the face may well be older" : ""
  }.`;
  return `${known} ${answered} ${years} That is why this photo is here: a number beside a face is a guess, also where it looks sure.`;
}
