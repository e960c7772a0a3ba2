import { randomImage } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { createArchitecture } from "../architecture/architecture";
import { straightenBox } from "../detection/face-roll";
import { InvalidArgumentError } from "../errors";
import { cropAndResize } from "../image/crop-resize";
import { cropTurned } from "../image/crop-turned";
import type { Preprocessing } from "../weights/manifest";
import { preprocessFaces } from "./preprocess";

const architecture = createArchitecture("age-gender-62", { inputSize: 10 });
const plain: Preprocessing = { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 };
const image = randomImage(60, 50, 1);
const box = { x: 10, y: 5, width: 20, height: 30 };

describe("preprocessFaces", () => {
  it("stretches each face to the input size, in order", () => {
    const { data, count } = preprocessFaces([{ image, box }, { image }], { architecture, preprocessing: plain });
    expect([count, data.length]).toEqual([2, 2 * 10 * 10 * 3]);
    const crops = [
      cropAndResize(image, { box, width: 10, height: 10 }),
      cropAndResize(image, { width: 10, height: 10 }),
    ];
    const expected = crops.flatMap((crop) => Array.from(crop.data, (byte) => Math.fround(byte / 255)));
    expect(Array.from(data)).toEqual(expected);
  });

  it("brings 0..255 into the manifest's range", () => {
    const black = { width: 1, height: 1, data: Uint8Array.of(0, 255, 51) };
    const convert = (range: Preprocessing["range"]) =>
      Array.from(
        preprocessFaces([{ image: black }], { architecture, preprocessing: { ...plain, range } }).data.subarray(0, 3),
      );
    expect(convert([0, 1])).toEqual([0, 1, Math.fround(0.2)]);
    expect(convert([-1, 1])).toEqual([-1, 1, Math.fround(-0.6)]);
    expect(convert([0, 255])).toEqual([0, 255, 51]);
  });

  it("swaps red and blue for BGR", () => {
    const colour = { width: 1, height: 1, data: Uint8Array.of(255, 0, 51) };
    const { data } = preprocessFaces([{ image: colour }], {
      architecture,
      preprocessing: { ...plain, colourOrder: "BGR" },
    });
    expect(Array.from(data.subarray(0, 3))).toEqual([Math.fround(0.2), 0, 1]);
  });

  it("scales the box about its centre, and leaves a whole picture whole", () => {
    const preprocess = (face: { image: typeof image; box?: typeof box }, boxScale: number) =>
      preprocessFaces([face], { architecture, preprocessing: { ...plain, boxScale } }).data;
    const wider = { x: 5, y: -2.5, width: 30, height: 45 };
    expect(preprocess({ image, box }, 1.5)).toEqual(preprocess({ image, box: wider }, 1));
    expect(preprocess({ image }, 1.5)).toEqual(preprocess({ image }, 1));
  });

  it("makes an empty batch of no faces", () => {
    expect(preprocessFaces([], { architecture, preprocessing: plain })).toEqual({
      data: new Float32Array(0),
      count: 0,
    });
  });

  it("names the face that is wrong", () => {
    const faces = [{ image }, { image, box: { ...box, width: 0 } }];
    const preprocess = () => preprocessFaces(faces, { architecture, preprocessing: plain });
    expect(preprocess).toThrow(InvalidArgumentError);
    expect(preprocess).toThrow(/^Face 1: .*width/);
  });

  it("turns the box by the eyes where the manifest asks for it and they are known, and nowhere else", () => {
    const landmarks = [
      { x: 14, y: 14 },
      { x: 24, y: 20 },
    ];
    const pixels = (preprocessing: Preprocessing, faces: Parameters<typeof preprocessFaces>[0]) =>
      Array.from(preprocessFaces(faces, { architecture, preprocessing }).data);
    const level = pixels(plain, [{ image, box }]);
    const aligned: Preprocessing = { ...plain, alignment: "eyes" };
    expect(pixels(plain, [{ image, box, landmarks }])).toEqual(level);
    expect(pixels(aligned, [{ image, box }])).toEqual(level);
    const { box: turned, angle } = straightenBox(box, landmarks);
    const crop = cropTurned(image, { box: turned, angle }, { width: 10, height: 10 });
    const expected = Array.from(crop.data, (byte) => Math.fround(byte / 255));
    expect(pixels(aligned, [{ image, box, landmarks }])).toEqual(expected);
    expect(expected).not.toEqual(level);
  });
});
