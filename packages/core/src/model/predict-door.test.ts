import { randomImage, randomWeights } from "@fagr/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { createArchitecture } from "../architecture/architecture";
import { InvalidArgumentError } from "../errors";
import type { AgeGenderModel } from "./age-gender-model";
import { type AnalyzeOptions, analyzeFaces } from "./analyze-faces";
import type { PixelBatch } from "./backend";
import { loadAgeGenderModel } from "./load-model";

const architecture = createArchitecture("age-gender-62", { inputSize: 8, widthMultiplier: 0.125, ageRange: [20, 23] });
const image = randomImage(12, 12, 1);
let model: AgeGenderModel;
let calls = 0;
let lastPixels: number[] = [];

beforeAll(async () => {
  const run = async ({ count, data }: PixelBatch) => {
    calls++;
    lastPixels = Array.from(data);
    return { age: new Float32Array(count * 4).fill(0.25), gender: new Float32Array(count * 2).fill(0.5) };
  };
  const backend = {
    name: "fake",
    isAvailable: async () => ({ available: true, reason: "" }),
    createNetwork: async () => ({ run, dispose: async () => {} }),
  };
  model = await loadAgeGenderModel({ backend, weights: randomWeights(architecture, 1) });
});

const pixels = (data: unknown) => [{ image: { width: 12, height: 12, data } }];
const whole = { x: 0, y: 0, width: 12, height: 12 };

describe("model.predict", () => {
  it.each<[string, unknown, object | undefined, RegExp]>([
    ["floats 0..1", pixels(new Float32Array(432).fill(0.5)), undefined, /Face 0: .*Float32Array.*255/],
    ["NaN", pixels(new Float32Array(432).fill(Number.NaN)), undefined, /Float32Array/],
    ["16 bits", pixels(new Uint16Array(432)), undefined, /Uint16Array/],
    ["text", pixels("x".repeat(432)), undefined, /a text of 432 characters/],
    ["a length alone", pixels({ length: 432 }), undefined, /an object with length/],
    [
      "a raw frame that is none",
      [{ image: { width: 12, height: 12, data: new Uint8Array(432), format: "yuv" } }],
      undefined,
      /format.*"yuv"/,
    ],
    ["too few", pixels(new Uint8Array(9)), undefined, /432 bytes/],
    ["null", null, undefined, /received null/],
    ["a picture for a face", image, undefined, /an array of faces/],
    ["pictures for faces", [image], undefined, /Face 0: expected \{ image, box \}.*width, height, data/],
    ["a promise", [{ image: Promise.resolve(image) }], undefined, /is an await missing/],
    ["null for a face", [null], undefined, /Face 0.*null/],
    ["a null box", [{ image, box: null }], undefined, /Face 0.*null/],
    [
      "a box outside",
      [{ image }, { image, box: { ...whole, x: 12 } }],
      undefined,
      /Face 1.*outside the picture of 12x12/,
    ],
    ["a NaN box", [{ image, box: { ...whole, y: Number.NaN } }], undefined, /y: NaN/],
    ["a box of text", [{ image, box: { ...whole, x: "0" } }], undefined, /x: "0"/],
    ["a misspelt option", [{ image }], { batchsize: 2 }, /no option "batchsize". Did you mean batchSize/],
    ["an option of another kind", [{ image }], { ageFrom: "mean" }, /ageFrom.*"mean"/],
    ["a list for options", [{ image }], [], /an array of 0/],
  ])("refuses %s, naming it, before the network runs", async (_, faces, options, message) => {
    const before = calls;
    const answer = model.predict(faces as never, options as never);
    await expect(answer).rejects.toThrow(InvalidArgumentError);
    await expect(answer).rejects.toThrow(message);
    if (!String(message).includes("ageFrom")) expect(calls).toBe(before);
  });

  it("takes what loadImage takes", async () => {
    const png = await sharp(Buffer.from(image.data), { raw: { width: 12, height: 12, channels: 3 } })
      .png()
      .toBuffer();
    const inputs = [image, png, new Blob([new Uint8Array(png)]), `data:image/png;base64,${png.toString("base64")}`];
    expect(await model.predict(inputs.map((input) => ({ image: input })))).toHaveLength(4);
    await expect(model.predict([{ image: "face.jpg" }], { allowedLocations: [] })).rejects.toThrow(
      InvalidArgumentError,
    );
  });

  it("reads a raw frame as its format says, not as RGB", async () => {
    const swapped = image.data.map((_, index, data) => data[index - (index % 3) + 2 - (index % 3)]!);
    await model.predict([{ image }]);
    const expected = lastPixels;
    await model.predict([{ image: { ...image, data: swapped, format: "bgr" } }]);
    expect(lastPixels).toEqual(expected);
    await model.predict([{ image: { ...image, data: swapped } }]);
    expect(lastPixels).not.toEqual(expected);
  });

  it("lets other tasks have their turn between calls", async () => {
    let turns = 0;
    const turn = () => {
      turns++;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    for (let call = 0; call < 20; call++) await model.predict([{ image }]);
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(19);
  });
});

describe("analyzeFaces", () => {
  const box = { x: 1, y: 1, width: 5, height: 5 };
  const detector = (faces: unknown) => ({ name: "mine", detect: async () => faces }) as never;

  it.each<[string, unknown]>([
    ["no list", { 0: { box, score: 1 } }],
    ["nothing", undefined],
    ["no box", [{ score: 1 }]],
    ["NaN in a box", [{ box: { ...box, x: Number.NaN }, score: 1 }]],
    ["a box without area", [{ box: { ...box, width: 0 }, score: 1 }]],
    ["a box as large as the world", [{ box: { ...box, width: 1e34 }, score: 1 }]],
    ["a box outside of the picture", [{ box: { ...box, x: -50 }, score: 1 }]],
    ["no score", [{ box }]],
    ["landmarks that are none", [{ box, score: 1, landmarks: [{ x: 1, y: Number.NaN }] }]],
  ])("refuses a detector that answers with %s", async (_, faces) => {
    const answer = analyzeFaces(image, { detector: detector(faces), model });
    await expect(answer).rejects.toThrow(InvalidArgumentError);
    await expect(answer).rejects.toThrow(/detector "mine"/);
  });

  it.each<[string, unknown, RegExp]>([
    ["no options", undefined, /options of analyzeFaces/],
    ["a promised model", { detector: detector([]), model: Promise.resolve() }, /model.*is an await missing/],
    ["a promised detector", { detector: Promise.resolve() }, /detector.*is an await missing/],
    ["a plain object as detector", { detector: { boxes: [] } }, /an object with boxes/],
    ["a misspelt option", { detector: detector([]), modle: 1 }, /Did you mean model/],
  ])("refuses %s", async (_, options, message) => {
    await expect(analyzeFaces(image, options as AnalyzeOptions)).rejects.toThrow(InvalidArgumentError);
    await expect(analyzeFaces(image, options as AnalyzeOptions)).rejects.toThrow(message);
  });

  it("does not look for faces once it was aborted, and throws away what a deaf detector found", async () => {
    const stop = new AbortController();
    let looked = 0;
    const detect = async () => {
      looked++;
      stop.abort(new Error("left"));
      return [{ box, score: 1 }];
    };
    const deaf = { name: "deaf", detect };
    const first = analyzeFaces(image, { detector: deaf as never, model, signal: stop.signal });
    await expect(first).rejects.toThrow("left");
    const asked = new AbortController();
    const second = analyzeFaces(image, { detector: deaf as never, model, signal: asked.signal });
    asked.abort(new Error("gone"));
    await expect(second).rejects.toThrow("gone");
    expect(looked).toBe(1);
  });
});
