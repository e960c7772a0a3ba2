import type { TrackedFace, TrackedFrame } from "@fagr/video";
import { describe, expect, it } from "@jest/globals";
import { measureVideos } from "./figures";
import type { KnownFrame, Person } from "./made-up-video";

const image = { width: 1, height: 1, data: new Uint8Array(3) };
const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
const person = (age: number | null): Person => ({ image, box: box(0), age, gender: null });

/** A frame in which the first person is at 0 and the second at 100. */
const frame = (visible = true): KnownFrame => ({
  image,
  timestamp: 0,
  places: [
    { person: 0, box: box(0), visible: true },
    { person: 1, box: box(100), visible },
  ],
});
const face = (id: number, x: number, age: number, gender: "female" | "male" = "male") =>
  ({ id, box: box(x), age, ageInterval: [age - 5, age + 5], gender }) as unknown as TrackedFace;
const result = (index: number, ...faces: TrackedFace[]): TrackedFrame => ({
  frame: index,
  timestamp: index,
  faces,
  searched: index % 2 === 0,
  skippedFrames: 0,
});

describe("measureVideos", () => {
  it("measures jitter, flips, switches, errors and what was shown", () => {
    const results = [
      result(0, face(1, 1, 30), face(2, 101, 50)),
      result(1, face(1, 1, 33, "female"), face(2, 101, 54)),
      result(2, face(1, 1, 33)),
      // The second person comes back as somebody else, where there is nobody a third one is seen.
      result(3, face(1, 1, 33), face(3, 99, 60), face(4, 500, 20)),
    ];
    const frames = [frame(), frame(), frame(), frame()];
    const figures = measureVideos([{ results, frames, people: [person(32), person(null)] }]);
    expect(figures).toMatchObject({ frames: 4, searchedShare: 0.5, genderFlips: 2, identities: 4, switches: 1 });
    // Steps: 3, 0, 0 of the first and 4 of the second.
    expect(figures.ageJitter).toBeCloseTo(Math.sqrt(25 / 4), 9);
    // Deviations: -2.25 and three times 0.75; -2, 2; 0; 0.
    expect(figures.ageSpread).toBeCloseTo(Math.sqrt((2.25 ** 2 + 3 * 0.75 ** 2 + 8) / 8), 9);
    expect(figures.recall).toBeCloseTo(7 / 8, 9);
    expect(figures.ageError).toBeCloseTo((2 + 1 + 1 + 1) / 4, 9);
    expect(figures.intervalCoverage).toBe(1);
    expect(figures.intervalWidth).toBe(10);
  });

  it("does not ask for faces that are hidden, and does not mix videos", () => {
    const one = { results: [result(0, face(1, 0, 30))], frames: [frame(false)], people: [person(40), person(null)] };
    const other = { results: [result(0, face(1, 100, 50))], frames: [frame()], people: [person(null), person(51)] };
    const figures = measureVideos([one, other]);
    expect(figures).toMatchObject({ frames: 2, identities: 2, switches: 0, genderFlips: 0, intervalCoverage: 0.5 });
    expect(figures.recall).toBeCloseTo(2 / 3, 9);
    expect(figures.ageError).toBe(5.5);
    expect(figures.ageJitter).toBeNaN();
  });
});
