// What the shipped weights are trained on, as `fagr prepare` packs it (README.md here has the commands): the names of the
// data sets in the packed crops, their folders below DATA, and what the manifest says of them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mergeCropSets, openCropSet, splitCropSet } from "@fagr/data";

const research = "non-commercial research";
const dataSets = {
  UTKFace: { folder: "utkface", name: "UTKFace", licence: research },
  WIKI: { folder: "wiki", name: "IMDB-WIKI, WIKI part", licence: "academic research" },
  IMDB: { folder: "imdb", name: "IMDB-WIKI, IMDB part", licence: "academic research" },
  CelebA: { folder: "celeba", name: "CelebA", licence: research },
  CelebAMore: { folder: "celeba-more", name: "CelebA, more of it", licence: research },
  KoreanFamily: { folder: "korean-family", name: "Korean family photos (AI Hub)", licence: "published for research" },
  AsianCelebrities: { folder: "asian-celebrities", name: "Asian celebrities, press photos", licence: "none stated" },
  MEBeauty: { folder: "mebeauty", name: "MEBeauty", licence: research },
  GenderWild: { folder: "gender-wild", name: "Gender from web crops", licence: "none stated" },
  USCongress: { folder: "us-congress", name: "Official portraits of the US Congress", licence: "mostly public domain" },
  OMI: { folder: "omi", name: "One Million Impressions, StyleGAN2 faces", licence: "CC BY-NC-SA 4.0" },
  Pixabay: { folder: "pixabay", name: "Pixabay portraits", licence: "Pixabay licence" },
};

/** Share of the distinct pictures, or of the persons where they are known, that no training sees. */
export const validationShare = 0.1;

/** Names for people, by data set. */
export const titles = Object.fromEntries(Object.entries(dataSets).map(([source, { name }]) => [source, name]));

/** Folders below DATA, by data set. */
export const folders = Object.fromEntries(Object.entries(dataSets).map(([source, { folder }]) => [source, folder]));

/**
 * The packed crops of a folder, or of all packed folders in it as one set, split into training and validation.
 *
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.data] With DATA, faces of CelebA get the band of ages that its attribute Young tells.
 * @param {string[]} [options.coarse] Data sets of whose ages only a wide band is kept.
 * @param {Record<string, any>} [options.doubts] Labels to leave out, as doubtful-labels.mjs writes them.
 */
export async function openCrops(folder, { data, coarse = [], doubts = {} } = {}) {
  const isPacked = (place) => existsSync(join(place, "crops.json"));
  const places = isPacked(folder)
    ? [folder]
    : readdirSync(folder)
        .map((name) => join(folder, name))
        .filter(isPacked);
  const crops = mergeCropSets(await Promise.all(places.map((place) => openCropSet(place))));
  const banded = data ? withYoungBands(crops.manifest.samples, data) : crops.manifest.samples;
  const samples = banded.map((sample) => withCoarseAge(withoutDoubts(sample, doubts), coarse));
  return splitCropSet({ ...crops, manifest: { ...crops.manifest, samples } }, { validationShare });
}

/**
 * CelebA says of every face whether it looks young. Where people draw that line differs, so the bands overlap widely: all that is
 * taught is that a young face is not of 51 or more, and another not of 29 or less.
 */
function withYoungBands(samples, data) {
  const rows = readFileSync(join(data, folders.CelebA, "labels.csv"), "utf8")
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const youngOf = new Map(
    rows.map(([file, , , domain]) => [file, { celeba_young: true, celeba_notyoung: false }[domain]]),
  );
  const known = [...youngOf.values()].filter((young) => young !== undefined).length;
  if (known === 0)
    throw new Error("Expected the attribute Young in the column domain of CelebA's labels.csv, found none.");
  return samples.map((sample) => {
    const young = sample.source === "CelebA" ? youngOf.get(sample.file) : undefined;
    return young === undefined ? sample : { ...sample, ageBand: young ? [0, 50] : [30, 116] };
  });
}

/** Where a set has two kinds of ages and none between, a network that learns them finely learns the gap as well. */
const coarseBoundary = 39;

function withCoarseAge(sample, coarse) {
  const { source, age } = sample;
  if (age === null || !coarse.includes(source)) return sample;
  return { ...sample, age: null, ageBand: age < coarseBoundary ? [0, coarseBoundary - 1] : [coarseBoundary, 116] };
}

function withoutDoubts(sample, doubts) {
  const labels = doubts[`${sample.source}/${sample.file}`];
  return labels ? { ...sample, ...Object.fromEntries(labels.map((label) => [label, null])) } : sample;
}

/** The manifest's list of training data for the samples that were trained on. */
export function describeTrainingData(samples) {
  return [...new Set(samples.map(({ source }) => source))].map((source) => {
    if (!Object.hasOwn(dataSets, source))
      throw new Error(
        `Expected one of the data sets ${Object.keys(dataSets).join(", ")}, received "${source}". Add it here.`,
      );
    const { name, licence } = dataSets[source];
    const own = samples.filter((sample) => sample.source === source);
    const isLabelled = {
      age: ({ age }) => age !== null,
      "age bands": ({ ageBand }) => ageBand !== undefined,
      gender: ({ gender }) => gender !== null,
    };
    const labels = Object.keys(isLabelled)
      .filter((label) => own.some(isLabelled[label]))
      .join(" and ");
    return { name, licence, images: own.length, labels };
  });
}
