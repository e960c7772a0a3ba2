import { createHash } from "node:crypto";
import { type HashedSample, type SplitSample, splitByContent } from "@fagr/data";

/** Selects the faces of a data set that are measured. */
export interface Selection {
  /** The validation split of `fagr train` with this share, the training split, or both. */
  readonly part: "all" | "training" | "validation";
  /** Share of the distinct pictures in the validation split, 0..1. */
  readonly validationShare: number;
  /** At most this many faces of each data set, chosen by the seed. */
  readonly limit?: number | undefined;
  readonly seed: number;
  /** Lowest and highest known age, years; faces of unknown age stay, for their gender. */
  readonly ages?: readonly [lowest: number, highest: number] | undefined;
  /** Faces without a known gender are left out. */
  readonly genderOnly?: boolean | undefined;
}

/**
 * The chosen faces by data set, in their order. Which part a face is in depends on its picture's bytes alone, as in
 * training, and whether it is drawn too: a sample changes no more than it must when a data set grows.
 */
export function chooseFaces(
  samples: readonly HashedSample[],
  { part, validationShare, limit, seed, ...wanted }: Selection,
): ReadonlyMap<string, readonly SplitSample[]> {
  const { training, validation } = splitByContent(samples, { validationShare });
  const chosen = [...(part === "validation" ? [] : training), ...(part === "training" ? [] : validation)]
    .filter((sample) => isWanted(sample, wanted))
    .sort((a, b) => a.index - b.index);
  const sources = [...new Set(chosen.map(({ source }) => source))];
  return new Map(
    sources.map((source) => {
      const own = chosen.filter((sample) => sample.source === source);
      return [source, limit === undefined ? own : drawFaces(own, { limit, seed })];
    }),
  );
}

/** Whether a face is among the ages and, for measures of gender alone, has a gender. */
export function isWanted(
  { age, gender }: { readonly age: number | null; readonly gender: unknown },
  { ages, genderOnly }: Pick<Selection, "ages" | "genderOnly">,
): boolean {
  if (genderOnly && gender === null) return false;
  return ages === undefined || age === null || (age >= ages[0] && age <= ages[1]);
}

function drawFaces(samples: readonly SplitSample[], { limit, seed }: { limit: number; seed: number }): SplitSample[] {
  const lot = ({ digest }: SplitSample) => createHash("sha256").update(`${seed}:${digest}`).digest("hex");
  return samples
    .map((sample) => ({ sample, lot: lot(sample) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, limit)
    .map(({ sample }) => sample)
    .sort((a, b) => a.index - b.index);
}
