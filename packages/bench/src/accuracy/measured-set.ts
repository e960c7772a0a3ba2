import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import { type PrepareSource, parseDataSetSpec, readDataSet } from "@fagr/data";

/** Labelled pictures that models are measured on. */
export interface MeasuredSet {
  /** Its name in tables. */
  readonly name: string;
  /** What `parseDataSetSpec` reads, such as `utkface:data/utkface`. */
  readonly spec: string;
  /**
   * Share of the distinct pictures, chosen by their digests, that is measured, 0..1: the part that training with the same
   * share left aside (`splitByContent`). 1 measures everything.
   */
  readonly validationShare: number;
}

/** The share that the shipped weights' training leaves aside of each of its data sets. */
export const shippedValidationShare = 0.1;

/**
 * The data sets that the shipped weights are trained on in part, and one that they never see, by where they lie below a folder. Names are those of the
 * training: with them goes which persons it left aside.
 */
const knownSets: readonly { name: string; reader: string; path: string; validationShare: number }[] = [
  { name: "UTKFace", reader: "utkface", path: "utkface", validationShare: shippedValidationShare },
  { name: "WIKI", reader: "csv", path: "wiki/labels.csv", validationShare: shippedValidationShare },
  { name: "IMDB", reader: "csv", path: "imdb/labels.csv", validationShare: shippedValidationShare },
  { name: "KoreanFamily", reader: "csv", path: "korean-family/labels.csv", validationShare: shippedValidationShare },
  { name: "OMI", reader: "csv", path: "omi/labels.csv", validationShare: shippedValidationShare },
  { name: "USCongress", reader: "csv", path: "us-congress/labels.csv", validationShare: shippedValidationShare },
  {
    name: "AsianCelebrities",
    reader: "csv",
    path: "asian-celebrities/labels.csv",
    validationShare: shippedValidationShare,
  },
  { name: "MEBeauty", reader: "csv", path: "mebeauty/labels.csv", validationShare: shippedValidationShare },
  { name: "GenderWild", reader: "csv", path: "gender-wild/labels.csv", validationShare: shippedValidationShare },
  { name: "CelebAMore", reader: "csv", path: "celeba-more/labels.csv", validationShare: shippedValidationShare },
  { name: "CelebA", reader: "csv", path: "celeba/labels.csv", validationShare: shippedValidationShare },
  { name: "Pixabay", reader: "csv", path: "pixabay/labels.csv", validationShare: shippedValidationShare },
  { name: "LFW-dev", reader: "csv", path: "lfw-dev/labels.csv", validationShare: 1 },
];

/** The known data sets that lie below a folder. */
export function findMeasuredSets(folder: string): MeasuredSet[] {
  return knownSets
    .map(({ name, reader, path, validationShare }) => ({ name, path: join(folder, path), reader, validationShare }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path, reader, validationShare }) => ({ name, spec: `${reader}:${path}`, validationShare }));
}

/**
 * A data set as the command line names it: `LFW=lfw:data/lfw`, or without a name, `fairface:data/fairface?part=val`.
 *
 * @param validationShare - See {@link MeasuredSet.validationShare}.
 * @throws InvalidArgumentError if it is not of this form.
 */
export function parseMeasuredSet(text: string, validationShare = 1): MeasuredSet {
  const [, name, spec, reader] = /^(?:([^=:]+)=)?(([a-z-]+):.+)$/s.exec(text) ?? [];
  if (!spec || !reader)
    throw new InvalidArgumentError(`Expected a data set as reader:path or name=reader:path; received "${text}".`);
  return { name: name ?? reader, spec, validationShare };
}

/**
 * The reader of a data set.
 *
 * @throws InvalidArgumentError for a reader or an option that there is not.
 */
export function openSet({ name, spec }: MeasuredSet): PrepareSource {
  const { name: reader, path, options } = parseDataSetSpec(spec);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return {
    name,
    root: isFolder ? path : dirname(path),
    read: (more) => readDataSet(reader, path, { ...options, ...more }),
  };
}
