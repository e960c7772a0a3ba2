import type { DetectedFace } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { LatestLook } from "../smoothing/latest-look";
import { Tracker } from "./tracker";

const face = (x: number): DetectedFace => ({ box: { x, y: 0, width: 100, height: 100 }, score: 0.9 });
const open = (more: { birthHits?: number; rememberFor?: number } = {}) =>
  new Tracker({ birthHits: 1, rememberFor: 1, createSmoother: () => new LatestLook(), ...more });

function see(tracker: Tracker, timestamp: number, ...places: number[]) {
  tracker.advance(timestamp);
  tracker.update(places.map(face));
  return tracker.tracks.map(({ id, missed }) => (missed ? `${id} missed` : String(id)));
}

describe("Tracker", () => {
  it("believes a face after some detections in a row", () => {
    const tracker = open({ birthHits: 3 });
    expect(see(tracker, 0, 0)).toEqual(["undefined"]);
    expect(see(tracker, 0.1, 2)).toEqual(["undefined"]);
    expect(see(tracker, 0.2)).toEqual([]);
    see(tracker, 0.3, 2);
    see(tracker, 0.4, 2);
    expect(see(tracker, 0.5, 2)).toEqual(["1"]);
  });

  it("keeps an identity through a short loss, and not through a long one", () => {
    const tracker = open({ rememberFor: 1 });
    see(tracker, 0, 0, 500);
    expect(see(tracker, 0.1, 0)).toEqual(["1", "2 missed"]);
    expect(see(tracker, 0.9, 0)).toEqual(["1", "2 missed"]);
    expect(see(tracker, 1, 0, 510)).toEqual(["1", "2"]);
    expect(see(tracker, 2.1, 0)).toEqual(["1"]);
    expect(see(tracker, 2.2, 0, 510)).toEqual(["1", "3"]);
  });

  it("is never too late for a face that is there", () => {
    const tracker = open({ rememberFor: 0 });
    see(tracker, 0, 0);
    expect(see(tracker, 5, 3)).toEqual(["1"]);
  });

  it("knows two faces that pass each other by where they were going", () => {
    const tracker = open();
    // 200 pixels a second towards each other, 10 a second; where they meet only one is found.
    const places = (time: number) => [200 * time, 600 - 200 * time];
    for (let step = 0; step <= 30; step++) {
      const [one, other] = places(step / 10) as [number, number];
      const hidden = Math.abs(one - other) < 60;
      see(tracker, step / 10, ...(hidden ? [one] : step % 2 ? [one, other] : [other, one]));
    }
    const ends = tracker.tracks.map(({ id, box }) => [id, Math.round(box.x / 100)]);
    // Found second at first, so it came from the left.
    expect(ends).toEqual([
      [1, 0],
      [2, 6],
    ]);
  });

  it("begins anew where the video is wound back", () => {
    const tracker = open();
    see(tracker, 5, 0);
    expect(see(tracker, 0, 0)).toEqual(["2"]);
  });

  it("counts frames in which a face was carried on", () => {
    const tracker = open();
    see(tracker, 0, 0);
    tracker.advance(0.1);
    expect(tracker.tracks[0]).toMatchObject({ frames: 2, hits: 1, detected: false, missed: false });
    see(tracker, 0.2, 0);
    expect(tracker.tracks[0]).toMatchObject({ frames: 3, hits: 2, detected: true, firstFound: 0, lastFound: 0.2 });
  });
});
