import type { DetectedFace, FaceDetector } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { locateAllFaces, locateMostCentralFace, locateWholeImage } from "./locate-faces";

const image = { width: 40, height: 30, data: new Uint8Array(3600) };
const { signal } = new AbortController();
const faces: DetectedFace[] = [
  { box: { x: 0, y: 0, width: 8, height: 8 }, score: 0.99 },
  { box: { x: 14, y: 9, width: 12, height: 12 }, score: 0.7 },
];
const whole = { box: { x: 0, y: 0, width: 40, height: 30 }, score: 1, wholeImage: true };

function detectorThatFinds(found: DetectedFace[]): FaceDetector {
  const nothing = async () => {};
  return { name: "fake", detect: async () => found, dispose: nothing, [Symbol.asyncDispose]: nothing };
}

describe("locating faces", () => {
  test("the whole image", async () => {
    expect(await locateWholeImage(image, { signal })).toEqual([whole]);
  });

  test("all that the detector finds", async () => {
    expect(await locateAllFaces(detectorThatFinds(faces))(image, { signal })).toEqual(faces);
    expect(await locateAllFaces(detectorThatFinds([]))(image, { signal })).toEqual([]);
  });

  test("the most central large one, or the whole image where there is none", async () => {
    expect(await locateMostCentralFace(detectorThatFinds(faces))(image, { signal })).toEqual([faces[1]]);
    expect(await locateMostCentralFace(detectorThatFinds([]))(image, { signal })).toEqual([whole]);
  });
});
