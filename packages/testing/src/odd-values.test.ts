import { describe, expect, it } from "@jest/globals";

/** What people pass by mistake: nothing, a forgotten await, a text for a picture, another function's options. */
const oddValues: readonly unknown[] = [
  ...[undefined, null, 0, Number.NaN, "", "/nowhere/x.jpg", true, [], [null], {}, { image: "x.jpg" }, () => 1],
  ...[Promise.resolve({}), Symbol("odd"), 10n, new Map(), new Uint8Array(3), new Float32Array(3), Object.create(null)],
];
const oddOptions: readonly unknown[] = [undefined, null, {}, { notAnOption: 1 }, "text"];

/** Functions that applications call, by their door. What tools alone use (`core/network`, measures, training's parts) trusts its types. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "@fagr/core": [
    ...["analyzeFaces", "analyzeImages", "faceProminence", "loadAgeGenderModel", "loadImage", "loadWeights"],
    "mostCentralFace",
  ],
  "@fagr/core/backend": ["fetchBytes"],
  "@fagr/detect": ["createFaceDetector", "createSsdDetector", "createYunetDetector"],
  "@fagr/video": ["trackFaces", "videoFrames"],
  "@fagr/analyzer": ["createFaceAnalyzer"],
  "@fagr/backend-wasm": ["wasmBackend"],
  "@fagr/backend-onnx": ["onnxBackend", "exportOnnx"],
  "@fagr/backend-tfjs": ["tfjsBackend"],
  "@fagr/backend-auto": ["autoBackend", "createBackend"],
  "@fagr/convert": ["exportKeras", "exportTfjs", "importKeras", "importTfjs"],
  "@fagr/data": [
    ...[
      "readAdience",
      "readAfad",
      "readAgeDb",
      "readAppaReal",
      "readCelebA",
      "readChaLearn",
      "readFairFace",
      "readFgNet",
    ],
    ...["readImdbWiki", "readLabelledCsv", "readLag", "readLfw", "readMegaAgeAsian", "readTfRecords", "readUtkFace"],
    ...[
      "readLabels",
      "readDataSet",
      "parseDataSetSpec",
      "openCropSet",
      "splitCropSet",
      "mergeCropSets",
      "prepareCrops",
    ],
  ],
  "@fagr/evaluation": ["measureFaces", "readPredictions"],
  "@fagr/training": ["namedRecipe", "parseRecipe", "train"],
};

type Call = (...values: readonly unknown[]) => unknown;

/** What a call comes to: nothing to object to, or how it failed. */
async function outcomeOf(call: Call, ...values: readonly unknown[]): Promise<string> {
  try {
    const answer: unknown = await call(...values);
    const { next, dispose } = Object(answer) as Partial<AsyncGenerator> & { dispose?: () => Promise<void> };
    await next?.call(answer as AsyncGenerator);
    await dispose?.call(answer);
    return "fine";
  } catch (error) {
    const { name, message = "" } = Object(error) as Error;
    if (!(Symbol.for("fagr.error") in Object(error))) return `${name}: ${message.slice(0, 200)}`;
    return message.length < 2000 ? "fine" : `a message of ${message.length} characters`;
  }
}

describe.each(Object.entries(doors))("%s, given what is none of its business", (door, names) => {
  it.each(names)("%s says so with a FagrError, or answers", async (name) => {
    const call = ((await import(door)) as Record<string, Call>)[name];
    if (!call) throw new Error(`${door} has no ${name}`);
    const failures = new Set<string>();
    for (const value of oddValues)
      for (const options of oddOptions) {
        const outcome = await outcomeOf(call, value, options);
        if (outcome !== "fine") failures.add(`${outcome} (${typeof value}, ${typeof options})`);
      }
    expect([...failures]).toEqual([]);
  });
});
