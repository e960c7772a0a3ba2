// What the shipped weights are trained on, as `fagr prepare` packs it (README.md here has the command): the names of the
// data sets in the packed crops, their folders below DATA, and what the manifest says of them.
const dataSets = {
  UTKFace: { folder: "utkface", name: "UTKFace", licence: "non-commercial research" },
  "IMDB-WIKI": { folder: "wiki", name: "IMDB-WIKI, WIKI part", licence: "academic research" },
  CelebA: { folder: "celeba", name: "CelebA", licence: "non-commercial research" },
  Pixabay: { folder: "pixabay", name: "Pixabay portraits", licence: "Pixabay licence" },
};

/** Folders below DATA, by data set. */
export const folders = Object.fromEntries(Object.entries(dataSets).map(([source, { folder }]) => [source, folder]));

/** The manifest's list of training data for the samples that were trained on. */
export function describeTrainingData(samples) {
  return [...new Set(samples.map(({ source }) => source))].map((source) => {
    if (!Object.hasOwn(dataSets, source))
      throw new Error(
        `Expected one of the data sets ${Object.keys(dataSets).join(", ")}, received "${source}". Add it here.`,
      );
    const { name, licence } = dataSets[source];
    const own = samples.filter((sample) => sample.source === source);
    const labels = ["age", "gender"].filter((label) => own.some((sample) => sample[label] !== null)).join(" and ");
    return { name, licence, images: own.length, labels };
  });
}
