import { describe, expect, it } from "@jest/globals";
import { DetectionSchedule } from "./detection-schedule";

const calm = { id: 1, speed: 0, missed: false };
/** The frames, at 25 a second, in which faces are looked for; a detection takes some milliseconds of the clock. */
function searched(
  schedule: DetectionSchedule,
  tracks: (frame: number) => (typeof calm | { id: undefined; speed: number; missed: boolean })[],
  { frames = 26, cost = 0, perFrame = 40 } = {},
): number[] {
  let now = 1000;
  const found: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const moment = { frame, timestamp: frame / 25 };
    if (schedule.isDue({ ...moment, tracks: tracks(frame), now })) {
      now += cost;
      schedule.record({ ...moment, now }, cost);
      found.push(frame);
    }
    now += perFrame;
  }
  return found;
}
const gaps = (frames: number[]) => frames.slice(1).map((frame, index) => frame - frames[index]!);

describe("DetectionSchedule", () => {
  it("looks in every so many frames", () => {
    expect(searched(new DetectionSchedule(4, false), () => [calm], { frames: 10 })).toEqual([0, 4, 8]);
    expect(searched(new DetectionSchedule(1, true), () => [], { frames: 3, cost: 900 })).toEqual([0, 1, 2]);
  });

  it("looks a few times a second where nothing moves, so that new faces are found", () => {
    expect(gaps(searched(new DetectionSchedule("auto", false), () => []))).toEqual([7, 7, 7]);
    expect(gaps(searched(new DetectionSchedule("auto", false), () => [calm]))).toEqual([7, 7, 7]);
  });

  it("looks the more often the faster a face moves", () => {
    const at = (speed: number) =>
      gaps(searched(new DetectionSchedule("auto", false), () => [calm, { ...calm, speed }]));
    expect(new Set(at(0.5))).toEqual(new Set([4]));
    expect(new Set(at(2))).toEqual(new Set([2]));
    expect(new Set(at(5))).toEqual(new Set([1]));
  });

  it("looks at once again where a face is new, and soon where one was missed", () => {
    const fresh = { id: undefined, speed: 0, missed: false };
    expect(searched(new DetectionSchedule("auto", false), (frame) => [frame < 3 ? fresh : calm])).toEqual([
      0, 1, 2, 9, 16, 23,
    ]);
    expect(gaps(searched(new DetectionSchedule("auto", false), () => [{ ...calm, missed: true }]))[0]).toBe(3);
  });

  it("leaves as much time as a detection takes, where it is told to", () => {
    const fresh = () => [{ id: undefined, speed: 0, missed: false }];
    expect(gaps(searched(new DetectionSchedule("auto", true), fresh, { cost: 120 }))[0]).toBe(3);
    expect(gaps(searched(new DetectionSchedule("auto", false), fresh, { cost: 120 }))[0]).toBe(1);
  });

  it("looks at once where the video was wound back", () => {
    const schedule = new DetectionSchedule("auto", false);
    schedule.record({ frame: 9, timestamp: 9, now: 0 }, 1);
    expect(schedule.isDue({ frame: 10, timestamp: 2, tracks: [calm], now: 1 })).toBe(true);
  });
});
