import type { RgbImage } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { fakeDetector, fakeModel, numberedFrame } from "./test-support/fakes";
import { trackFaces } from "./track-faces";

/** A camera whose frames come when the test says so, and that notes what becomes of them. */
function createCamera() {
  const closed: number[] = [];
  const waiting: RgbImage[] = [];
  let wake = () => {};
  let [stopped, ended] = [false, false];
  return {
    closed,
    isLeft: () => stopped,
    shoot(number: number) {
      waiting.push({ ...numberedFrame(number), close: () => closed.push(number) } as RgbImage);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    frames: {
      [Symbol.asyncIterator]: () => ({
        async next() {
          while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
          const value = waiting.shift();
          return value ? { done: false as const, value } : { done: true as const, value: undefined };
        },
        async return() {
          stopped = true;
          return { done: true as const, value: undefined };
        },
      }),
    },
  };
}
/** Lets everything that can go on go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function open(more: object = {}) {
  const camera = createCamera();
  const { detector, frames: seen } = fakeDetector(() => []);
  const options = { detector, model: fakeModel(() => 30).model, detectEvery: 1, closeFrames: true, ...more };
  return { camera, seen, results: trackFaces(camera.frames, options) };
}

describe("a source that is faster than its consumer", () => {
  it("has its newest frame taken and the others dropped and closed, with whenSlow skip", async () => {
    const { camera, seen, results } = open({ whenSlow: "skip" });
    camera.shoot(0);
    expect((await results.next()).value).toMatchObject({ frame: 0, skippedFrames: 0 });
    for (const number of [1, 2, 3]) camera.shoot(number);
    await settle();
    expect(camera.closed).toEqual([0, 1, 2]);
    expect((await results.next()).value).toMatchObject({ frame: 3, skippedFrames: 2 });
    camera.shoot(4);
    camera.end();
    expect((await results.next()).value).toMatchObject({ frame: 4, skippedFrames: 0 });
    expect((await results.next()).done).toBe(true);
    expect(seen).toEqual([0, 3, 4]);
    expect(camera.closed).toEqual([0, 1, 2, 3, 4]);
  });

  it("waits otherwise, and nothing is dropped", async () => {
    const { camera, seen, results } = open();
    for (const number of [0, 1, 2]) camera.shoot(number);
    camera.end();
    const frames = [];
    for await (const { frame, skippedFrames } of results) {
      await settle();
      frames.push([frame, skippedFrames]);
    }
    expect(frames).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    expect(seen).toEqual([0, 1, 2]);
  });

  it.each(["skip", "wait"])("is left, and what waits is closed, when the loop is left (%s)", async (whenSlow) => {
    const { camera, results } = open({ whenSlow });
    camera.shoot(0);
    for await (const _ of results) {
      if (whenSlow === "skip") camera.shoot(1);
      await settle();
      break;
    }
    expect(camera.isLeft()).toBe(true);
    expect(camera.closed).toEqual(whenSlow === "skip" ? [0, 1] : [0]);
  });

  it.each(["skip", "wait"])(
    "stops at the signal though no frame comes, and closes a late one (%s)",
    async (whenSlow) => {
      const controller = new AbortController();
      const { camera, results } = open({ whenSlow, signal: controller.signal });
      const next = results.next();
      await settle();
      const reason = new Error("enough");
      controller.abort(reason);
      await expect(next).rejects.toBe(reason);
      expect(camera.isLeft()).toBe(true);
      camera.shoot(7);
      await settle();
      expect(camera.closed).toEqual([7]);
      expect((await results.next()).done).toBe(true);
    },
  );

  it("hands on its failure after the frames before it", async () => {
    async function* source() {
      yield numberedFrame(0);
      throw new Error("unplugged");
    }
    const { detector } = fakeDetector(() => []);
    const results = trackFaces(source(), { detector, model: fakeModel(() => 30).model, whenSlow: "skip" });
    expect((await results.next()).value).toMatchObject({ frame: 0 });
    await expect(results.next()).rejects.toThrow("unplugged");
  });
});
