import { describe, expect, it } from "@jest/globals";
import { LatestLook } from "../smoothing/latest-look";
import { bellPrediction } from "../test-support/prediction";
import { Track } from "../tracks/track";
import { choosePredictions } from "./prediction-schedule";

/** A believed face that was found just now, was looked at some times, and last some seconds ago (25 frames each). */
function track(id: number, { looks = 0, ago = 0, male = 0.95 } = {}): Track {
  const smoother = new LatestLook();
  for (let look = 0; look < looks; look++) smoother.add({ prediction: bellPrediction(30, 5, male), timestamp: 0 });
  const made = new Track({ box: { x: 0, y: 0, width: 9, height: 9 }, score: 1 }, { timestamp: 0, smoother });
  made.id = id;
  if (looks > 0) made.lastLook = { timestamp: 10 - ago, frame: 250 - 25 * ago };
  return made;
}
const choose = (tracks: Track[], every: number | "auto" = "auto", facesPerFrame = 8) =>
  choosePredictions(tracks, { frame: 250, timestamp: 10 }, { every, facesPerFrame }).map(({ id }) => id);

describe("choosePredictions", () => {
  it("looks at new faces in every frame, at well-known ones once a second", () => {
    expect(choose([track(1), track(2, { looks: 4 }), track(3, { looks: 7, ago: 0.2 })])).toEqual([1, 2]);
    expect(choose([track(3, { looks: 7, ago: 0.3 })])).toEqual([3]);
    expect(choose([track(1, { looks: 500, ago: 0.96 }), track(2, { looks: 500, ago: 1 })])).toEqual([2]);
  });

  it("looks twice as often at a face whose gender is not sure", () => {
    expect(choose([track(1, { looks: 500, ago: 0.5, male: 0.6 }), track(2, { looks: 500, ago: 0.5 })])).toEqual([1]);
  });

  it("looks in every so many frames", () => {
    const tracks = [track(1, { looks: 9, ago: 0.16 }), track(2, { looks: 9, ago: 0.2 })];
    expect(choose(tracks, 5)).toEqual([2]);
    expect(choose(tracks, 4)).toEqual([2, 1]);
  });

  it("takes new faces first, then those that waited longest, and no more than allowed", () => {
    const tracks = [track(1, { looks: 1, ago: 0.2 }), track(2, { looks: 1, ago: 0.9 }), track(3), track(4)];
    expect(choose(tracks, "auto", 3)).toEqual([3, 4, 2]);
  });

  it("leaves out faces that are not found in this frame or not believed yet", () => {
    const [carried, doubtful] = [track(1), track(2)];
    carried.advance(0.04);
    doubtful.id = undefined;
    expect(choose([carried, doubtful, track(3)])).toEqual([3]);
  });
});
