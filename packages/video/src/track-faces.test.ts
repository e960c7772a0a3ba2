import { type DetectedFace, ImageError, InvalidArgumentError } from "@fagr/core";
import { describe, expect, it, jest } from "@jest/globals";
import { fakeDetector, fakeModel, numberedFrame } from "./test-support/fakes";
import { trackFaces } from "./track-faces";
import type { TrackFacesOptions } from "./track-faces-options";
import type { TrackedFrame } from "./tracked-frame";

const face = (x: number, score = 0.9): DetectedFace => ({ box: { x, y: 0, width: 50, height: 50 }, score });
const numbered = (count: number) => Array.from({ length: count }, (_, frame) => numberedFrame(frame));
/** Of one face that walks slowly and is 40. */
function walking(more: Partial<TrackFacesOptions> = {}) {
  const { detector, frames } = fakeDetector((frame) => [face(frame)]);
  const { model, calls } = fakeModel(() => 40);
  return { options: { detector, model, birthHits: 1, detectEvery: 1, predictEvery: 1, ...more }, frames, calls };
}
async function collect(tracked: AsyncIterable<TrackedFrame>): Promise<TrackedFrame[]> {
  const results: TrackedFrame[] = [];
  for await (const frame of tracked) results.push(frame);
  return results;
}

describe("trackFaces", () => {
  it("answers every frame of a list with its faces, as data that survives JSON", async () => {
    const { options } = walking({ frameRate: 10 });
    const results = await collect(trackFaces(numbered(3), options));
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
    expect(
      results.map(({ frame, timestamp, skippedFrames, searched }) => [frame, timestamp, skippedFrames, searched]),
    ).toEqual([
      [0, 0, 0, true],
      [1, 0.1, 0, true],
      [2, 0.2, 0, true],
    ]);
    const [last] = results[2]!.faces;
    expect(last).toMatchObject({ id: 1, detected: true, score: 0.9, gender: "male", framesTracked: 3, looks: 3 });
    expect(last!.age).toBeCloseTo(40, 9);
    expect(last!.secondsTracked).toBeCloseTo(0.2, 9);
    expect(last).not.toHaveProperty("ageDistribution");
  });

  it("carries boxes on in frames without a search, and does not read those", async () => {
    const { options, frames } = walking({ detectEvery: 3, frameRate: 10 });
    const images: (string | ReturnType<typeof numberedFrame>)[] = numbered(9);
    images[8] = "no such file.png";
    const results = await collect(trackFaces(images, options));
    expect(frames).toEqual([0, 3, 6]);
    expect(results.map(({ searched, faces }) => [searched, faces[0]!.detected])).toEqual(
      results.map((_, index) => [index % 3 === 0, index % 3 === 0]),
    );
    const places = results.map(({ faces }) => faces[0]!.box.x);
    // A pixel a frame: on from the sixth as it was going.
    expect(places[8]! - places[6]!).toBeGreaterThan(0.5);
    expect(places[8]! - places[6]!).toBeLessThan(2.5);
  });

  it("shows a face when it is believed, and for a short while after it is lost, and knows it again", async () => {
    const { detector } = fakeDetector((frame) => (frame > 4 && frame < 12 ? [] : [face(9)]));
    const { model } = fakeModel(() => 30);
    const options = { detector, model, detectEvery: 1, birthHits: 2, showFor: 0.3, rememberFor: 1, frameRate: 10 };
    const results = await collect(trackFaces(numbered(14), options));
    const shown = results.map(({ faces }) => faces.map(({ id, detected }) => (detected ? id : -id)));
    expect(shown.map((ids) => ids.join())).toEqual([
      "",
      "1",
      "1",
      "1",
      "1",
      "-1",
      "-1",
      "-1",
      "",
      "",
      "",
      "",
      "1",
      "1",
    ]);
  });

  it("smooths as it is told to", async () => {
    const { detector } = fakeDetector(() => [face(9)]);
    const { model } = fakeModel((frame) => (frame % 2 ? 44 : 36));
    const jumps = async (smoothing: "doubt" | "runningMean" | "none") => {
      const ages = (await collect(trackFaces(numbered(20), { ...walking().options, detector, model, smoothing }))).map(
        ({ faces }) => faces[0]!.age,
      );
      return Math.abs(ages[19]! - ages[18]!);
    };
    expect(await jumps("none")).toBeCloseTo(8, 9);
    expect(await jumps("runningMean")).toBeCloseTo(0.21, 1);
    expect(await jumps("doubt")).toBeLessThan(0.5);
  });

  it("predicts the steadied box with the caller's options, and no more faces at once than allowed", async () => {
    const { detector } = fakeDetector(() => [face(0), face(200), face(400)]);
    const { model, calls } = fakeModel(() => 30);
    const options = {
      detector,
      model,
      birthHits: 1,
      facesPerFrame: 2,
      mirror: true,
      intervalProbability: 0.5,
      ageDistribution: true,
    };
    const results = await collect(trackFaces(numbered(2), { ...options, detectEvery: 1, predictEvery: 1 }));
    expect(calls[0]!.options).toEqual({ mirror: true, intervalProbability: 0.5, ageDistribution: true });
    expect(calls.map(({ faces }) => faces.map(({ box }) => Math.round(box!.x)))).toEqual([
      [0, 200],
      [400, 0],
    ]);
    // A face that was never looked at has no age, so it is not shown.
    expect(results.map(({ faces }) => faces.map(({ id }) => id))).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(results[0]!.faces[0]!.ageDistribution).toHaveLength(48);
  });

  it("hands on what a frame, the detector and the source throw, and leaves the source", async () => {
    await expect(collect(trackFaces(["no such file.png"], walking().options))).rejects.toBeInstanceOf(ImageError);
    const { detector } = fakeDetector(() => Promise.reject(new Error("blind")));
    const leave = jest.fn();
    async function* source() {
      try {
        yield* numbered(3);
      } finally {
        leave();
      }
    }
    await expect(collect(trackFaces(source(), { ...walking().options, detector }))).rejects.toThrow("blind");
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it.each<[string, object]>([
    ["detector", { detector: undefined }],
    ["model", { model: {} }],
    ["smoothing", { smoothing: "median" }],
    ["whenSlow", { whenSlow: "stop" }],
    ["detectEvery", { detectEvery: 0 }],
    ["predictEvery", { predictEvery: 1.5 }],
    ["facesPerFrame", { facesPerFrame: 0 }],
    ["birthHits", { birthHits: Number.NaN }],
    ["rememberFor", { rememberFor: -1 }],
    ["showFor", { showFor: Number.POSITIVE_INFINITY }],
    ["frameRate", { frameRate: 0 }],
  ])("throws at once for a wrong %s", (name, wrong) => {
    const call = () => trackFaces([], { ...walking().options, ...wrong } as TrackFacesOptions);
    expect(call).toThrow(InvalidArgumentError);
    expect(call).toThrow(name);
  });

  it.each([["photo.png"], [new Uint8Array(3)], [null], [{}]])("throws at once for frames that are %p", (frames) => {
    expect(() => trackFaces(frames as never, walking().options)).toThrow(InvalidArgumentError);
  });
});
