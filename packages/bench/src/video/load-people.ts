import type { FaceDetector } from "@fagr/core";
import { findFaces, genderName, openFaces } from "../accuracy/find-faces";
import type { MeasuredSet } from "../accuracy/measured-set";
import { comparedAges, selectFaces } from "../accuracy/select-faces";
import type { Person } from "./made-up-video";

/** People of a data set whose face the detector finds in their picture; of the part that the shipped weights were not trained on. */
export async function loadPeople(
  set: MeasuredSet,
  { count, seed, detector }: { count: number; seed: number; detector: FaceDetector },
): Promise<Person[]> {
  const pictures = await selectFaces(set, { limit: 2 * count, seed, ageRange: comparedAges });
  const { faces } = await findFaces(set, pictures, detector);
  const people: Person[] = [];
  let index = 0;
  const chosen = faces.slice(0, count);
  for await (const { image, box } of openFaces(set, chosen)) {
    const { age, gender } = chosen[index++]!.picture.sample;
    people.push({ image, box, age, gender: genderName(gender) });
  }
  return people;
}
