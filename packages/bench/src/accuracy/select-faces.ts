import { createHash } from "node:crypto";
import { type FaceSample, type ListedPicture, listPictures, splitByContent } from "@fagr/data";
import { type MeasuredSet, openSet } from "./measured-set";

/** Which faces of a data set are measured. */
export interface FaceSelection {
  /** At most so many. */
  readonly limit: number;
  /** Another seed chooses others. */
  readonly seed: number;
  /** Faces of another known age are left out: not every model claims to know them. Years. */
  readonly ageRange: readonly [youngest: number, oldest: number];
}

/**
 * Chooses pictures of a data set: identical ones once, those with contradicting labels not at all, and of the rest those whose
 * digests come first in an order that the seed decides. So everybody who has the data measures the same faces. They come in the
 * data set's order.
 *
 * @throws DataError if the data set cannot be read.
 */
export async function selectFaces(
  set: MeasuredSet,
  { limit, seed, ageRange }: FaceSelection,
): Promise<ListedPicture[]> {
  const { pictures } = await listPictures([openSet(set)], {});
  const samples = pictures.map(({ sample }) => sample);
  return splitByContent(samples, { validationShare: set.validationShare })
    .validation.filter((sample) => isWithin(sample, ageRange))
    .map(({ index, digest }) => ({ index, rank: createHash("sha256").update(`${seed} ${digest}`).digest("hex") }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, limit)
    .sort((one, other) => pictures[one.index]!.position - pictures[other.index]!.position)
    .map(({ index }) => pictures[index]!);
}

/** Whether something is known of the face, and no age that is left out. */
function isWithin({ age, ageBand, gender }: Pick<FaceSample, "age" | "ageBand" | "gender">, ages: readonly number[]) {
  const [lowest, highest] = ageBand ?? [age, age];
  if (lowest === null || highest === null) return gender !== null;
  return highest >= ages[0]! && lowest <= ages[1]!;
}

/** The ages of the document's tables, years. */
export const comparedAges = [18, 65] as const;
