import { describe, expect, it } from "@jest/globals";
import type { DetectedFace, FaceDetector } from "../detection/face-detector";
import { locateFaces } from "./locate-faces";

const image = { width: 40, height: 30, data: new Uint8Array(3600) };
const faces: DetectedFace[] = [
  { box: { x: 0, y: 0, width: 8, height: 8 }, score: 0.99 },
  { box: { x: 14, y: 9, width: 12, height: 12 }, score: 0.7 },
];
const whole = { box: { x: 0, y: 0, width: 40, height: 30 }, score: 1, wholeImage: true };

function locate(found: DetectedFace[] | null, wanted: "all" | "mostCentral") {
  const nothing = async () => {};
  const detector: FaceDetector | null = found && {
    ...{ name: "fake", detect: async () => found, dispose: nothing, [Symbol.asyncDispose]: nothing },
  };
  return locateFaces(image, { detector, faces: wanted, signal: undefined });
}

describe("locating faces", () => {
  it("takes the whole image without a detector", async () => {
    expect(await locate(null, "all")).toEqual([whole]);
    expect(await locate(null, "mostCentral")).toEqual([whole]);
  });

  it("gives all that the detector finds", async () => {
    expect(await locate(faces, "all")).toEqual(faces);
    expect(await locate([], "all")).toEqual([]);
  });

  it("gives the most central large one, or the whole image where there is none", async () => {
    expect(await locate(faces, "mostCentral")).toEqual([faces[1]]);
    expect(await locate([], "mostCentral")).toEqual([whole]);
  });
});
