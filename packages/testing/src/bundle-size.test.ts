import { describe, expect, it } from "@jest/globals";
import { bundleEntry } from "./browser/bundle-entry";
import { publishedPackages } from "./packaging/pack-packages";

/**
 * Most that an entry may weigh in a browser, bytes after gzip: our own code, and with the packages of others, all chunks
 * together, also those that are fetched when they are needed only. Measured, and a fifth more. What a page really fetches
 * until its first prediction is measured by `npm run bench:size`.
 */
const ceilings: Readonly<Record<string, { readonly own: number; readonly whole: number }>> = {
  // Backends say theirs in their package.json.
  ...Object.fromEntries(
    publishedPackages().flatMap(({ name, fagr }) =>
      Object.entries(fagr?.browserBytes ?? {}).map(([entry, bytes]) => [name + entry.slice(1), bytes]),
    ),
  ),
  "@fagr/core": { own: 23_500, whole: 23_500 },
  "@fagr/core/backend": { own: 14_500, whole: 14_500 },
  "@fagr/core/network": { own: 16_000, whole: 16_000 },
  "@fagr/core/cache": { own: 4_500, whole: 4_500 },
  "@fagr/core/layers": { own: 2_500, whole: 150_000 },
  "@fagr/core/sampling": { own: 900, whole: 900 },
  "@fagr/data/crops": { own: 1_500, whole: 1_500 },
  "@fagr/evaluation/plots": { own: 8_000, whole: 8_000 },
  "@fagr/backend-auto": { own: 39_500, whole: 395_000 },
  "@fagr/analyzer": { own: 60_000, whole: 90_000 },
  // On the page's side; each worker is the analyzer once more.
  "@fagr/analyzer/pool": { own: 13_500, whole: 13_500 },
  "@fagr/analyzer/pool-worker": { own: 62_000, whole: 92_000 },
  fagr: { own: 60_000, whole: 90_000 },
  "@fagr/element": { own: 64_000, whole: 94_000 },
  "@fagr/element/define": { own: 64_000, whole: 94_000 },
  "@fagr/element/standalone": { own: 64_000, whole: 64_000 },
  "@fagr/element/standalone-pool": { own: 26_000, whole: 26_000 },
  "@fagr/engine": { own: 23_500, whole: 23_500 },
  "@fagr/detect": { own: 40_000, whole: 70_000 },
  "@fagr/training/browser": { own: 58_500, whole: 245_000 },
  "@fagr/video": { own: 16_000, whole: 18_000 },
  "@fagr/wasm-gradients": { own: 15_500, whole: 205_000 },
  "@fagr/weights": { own: 1_700, whole: 1_700 },
  "@fagr/weights/float16": { own: 1_700, whole: 1_700 },
  "@fagr/weights/int8": { own: 1_700, whole: 1_700 },
  "@fagr/weights/all-ages": { own: 1_700, whole: 1_700 },
  "@fagr/weights/all-ages-float16": { own: 1_700, whole: 1_700 },
  "@fagr/weights/all-ages-int8": { own: 1_700, whole: 1_700 },
};

/** Entries that are for Node. */
const forNode = [
  ...publishedPackages()
    .filter(({ fagr }) => fagr?.backends.every(({ environments }) => environments.join() === "node"))
    .flatMap(({ name, exports = {} }) => Object.keys(exports).map((entry) => name + entry.slice(1))),
  "@fagr/convert",
  "@fagr/core/files",
  "@fagr/data",
  "@fagr/evaluation",
  "@fagr/evaluation/peers",
  "@fagr/evaluation/png",
  "@fagr/training",
  "@fagr/training/building-blocks",
];

/** Entries that a page may load before it knows whether it needs their runtimes. */
const loadRuntimesLater = Object.keys(ceilings).filter((entry) => /backend|detect/.test(entry));

describe("browser entries", () => {
  it("have a ceiling each, or are for Node", () => {
    const entries = publishedPackages().flatMap(({ name, exports = {} }) =>
      Object.keys(exports)
        .filter((path) => !/\*|\.json$/.test(path))
        .map((path) => name + path.slice(1)),
    );
    expect([...Object.keys(ceilings), ...forNode].sort()).toEqual(entries.sort());
  });

  it.each(Object.keys(ceilings))("%s stays under its ceiling", async (entry) => {
    const { ownBytes, bytes, loadedAtOnce } = await bundleEntry({ entry });
    expect(ownBytes).toBeLessThan(ceilings[entry]!.own);
    expect(bytes).toBeLessThan(ceilings[entry]!.whole);
    if (loadRuntimesLater.includes(entry)) expect(loadedAtOnce).toEqual([]);
  });
});

describe("@fagr/core", () => {
  it.each([
    ["@fagr/core/network", "expectedAge", 250],
    ["@fagr/core", "FagrError", 460],
    ["@fagr/core/network", "decodePredictions", 2_525],
    ["@fagr/core/network", "cropAndResize", 2_500],
    ["@fagr/core/network", "createArchitecture", 2_100],
    ["@fagr/core/network", "preprocessFaces", 3_700],
    ["@fagr/core", "loadImage", 10_000],
    ["@fagr/core", "loadAgeGenderModel", 21_200],
  ])("brings no more from %s with %s than that needs", async (entry, name, ceiling) => {
    const { bytes } = await bundleEntry({ entry, names: [name] });
    expect(bytes).toBeLessThan(ceiling);
  });
});
