import { randomImage } from "@fagr/testing";
import { describe, expect, it, jest } from "@jest/globals";
import type { FaceDetector } from "../detection/face-detector";
import type { ImageInput } from "../image/image-input";
import type { RgbImage } from "../image/rgb-image";
import type { AgeGenderModel, FaceRegion, PredictOptions } from "./age-gender-model";
import { type AnalyzeImagesOptions, analyzeImages } from "./analyze-images";

/** Pictures are told apart by their widths: 41, 42, ... */
const picture = (index: number) => randomImage(41 + index, 30, index);

function fakes() {
  const nothing = async () => {};
  const detector: FaceDetector = {
    name: "fake",
    // As many faces as the last digit of the width says.
    detect: async ({ width }) => {
      if (width === 49) throw new Error("cannot search");
      return Array.from({ length: width % 10 }, (_, x) => ({ box: { x, y: 0, width, height: 9 }, score: 0.5 }));
    },
    dispose: nothing,
    [Symbol.asyncDispose]: nothing,
  };
  const predict = jest.fn(async (regions: readonly FaceRegion[], _?: PredictOptions) =>
    regions.map(({ image, box }) => ({ age: (image as RgbImage).width + (box?.x ?? -1) / 10 })),
  );
  return { detector, model: { predict } as unknown as AgeGenderModel, predict };
}

async function collect(images: Iterable<ImageInput | Error>, options: AnalyzeImagesOptions) {
  const answers = [];
  for await (const answer of analyzeImages(images, options))
    answers.push("error" in answer ? answer.error.message : answer.faces.map(({ age }: { age: number }) => age));
  return answers;
}

describe("analyzeImages", () => {
  const ages = [[41], [42, 42.1], [43, 43.1, 43.2]];

  it.each([1, 2, 3, 50])("answers in the order of the pictures, %i at once", async (imagesAtOnce) => {
    const { detector, model, predict } = fakes();
    const images = [0, 1, 2].map(picture);
    expect(await collect(images, { detector, model, imagesAtOnce, readAhead: 2 })).toEqual(ages);
    expect(predict.mock.calls.filter(([regions]) => regions.length > 0)).toHaveLength(Math.ceil(3 / imagesAtOnce));
  });

  it("goes on after pictures that cannot be had, read or searched", async () => {
    const { detector, model } = fakes();
    const images = [picture(0), new Error("not there"), "no such file.jpg", picture(8), picture(1)];
    const answers = await collect(images, { detector, model, imagesAtOnce: 4 });
    expect(answers).toEqual([[41], "not there", expect.stringContaining("no such file.jpg"), "cannot search", ages[1]]);
  });

  it("reads pictures under the limits of loadImage", async () => {
    const { detector, model } = fakes();
    const images = ["/etc/hostname", "http://127.0.0.1:1/x", picture(1)];
    expect(await collect(images, { detector, model, allowedLocations: [], imagesAtOnce: 3 })).toEqual([
      expect.stringContaining("as allowedLocations says"),
      expect.stringContaining("as allowedLocations says"),
      ages[1],
    ]);
    expect(await collect([picture(1)], { detector, model, maximumPixels: 100 })).toEqual([
      expect.stringContaining("at most 100 pixels"),
    ]);
  });

  it.each([["family.jpg"], [new Uint8Array(3)], [Promise.resolve([])]])(
    "refuses %p in place of a list",
    async (images) => {
      const { detector, model } = fakes();
      await expect(collect(images as unknown as string[], { detector, model })).rejects.toThrow(/a list of pictures/);
    },
  );

  it("takes pictures whole without a detector, and where the most central face is wanted and there is none", async () => {
    const { detector, model } = fakes();
    expect(await collect([picture(1)], { detector: null, model })).toEqual([[41.9]]);
    expect(await collect([picture(9)], { detector, model, faces: "mostCentral" })).toEqual([[49.9]]);
    expect(await collect([picture(9)], { detector, model })).toEqual([[]]);
  });

  it("tells the model its options and nothing else, and the caller how far it is", async () => {
    const { detector, model, predict } = fakes();
    const onImage = jest.fn();
    const options = { mirror: true, batchSize: 3, intervalProbability: 0.5 };
    await collect([picture(0), new Error("not there")], {
      detector,
      model,
      onImage,
      fetch: globalThis.fetch,
      ...options,
    });
    expect(predict.mock.calls[0]![1]).toEqual(options);
    expect(onImage.mock.calls).toEqual([[1], [2]]);
  });

  it("stops with the signal's reason, and reads no further than it was told", async () => {
    const { detector, model } = fakes();
    const read: number[] = [];
    function* pictures() {
      for (let index = 0; index < 9; index++) {
        read.push(index);
        yield picture(index % 3);
      }
    }
    const stop = new AbortController();
    const answers = analyzeImages(pictures(), { detector, model, readAhead: 2, signal: stop.signal });
    expect((await answers.next()).value).toMatchObject({ index: 0 });
    expect(read).toEqual([0, 1, 2]);
    stop.abort(new Error("enough"));
    await expect(answers.next()).rejects.toThrow("enough");
  });

  it.each([{ imagesAtOnce: 0 }, { readAhead: 1.5 }])("refuses %j", async (wrong) => {
    const { detector, model } = fakes();
    await expect(collect([], { detector, model, ...wrong })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });
});
