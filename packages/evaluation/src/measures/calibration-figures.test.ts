import { describe, expect, it } from "@jest/globals";
import type { FaceRecord } from "./face-record";
import { measureFaces } from "./measure-faces";
import { face } from "./test-faces";

describe("calibration", () => {
  it("bins what was stated against what was right", () => {
    const sure = (letters: string, genderProbability: number): FaceRecord => {
      const record = face(letters, null);
      return { ...record, prediction: { ...record.prediction, genderProbability } };
    };
    const records = [sure("mm", 0.95), sure("mf", 0.99), sure("ff", 0.55), sure("ff", 0.5), sure("?f", 0.5)];
    const { error, bins, count } = measureFaces(records, { resamples: 0 }).calibration.gender;
    expect([count, bins.length]).toEqual([4, 10]);
    expect(bins[9]).toEqual({ from: 0.95, to: 1, count: 2, confidence: expect.closeTo(0.97, 9), accuracy: 0.5 });
    expect([bins[0]!.count, bins[1]!.count, bins[2]!.count]).toEqual([1, 1, 0]);
    expect(bins[2]).toMatchObject({ confidence: null, accuracy: null });
    expect(error).toBeCloseTo((0.94 + 0.45 + 0.5) / 4, 9); // |1 - 1.94|, |1 - .55|, |1 - .5|
  });

  it("counts the faces whose age lies in an interval, of models that give one", () => {
    const even = Array.from({ length: 48 }, () => 1 / 48);
    const aged = (age: number): FaceRecord => {
      const record = face("mm", age, 41.5);
      return { ...record, prediction: { ...record.prediction, ageDistribution: even, ageInterval: [40, 50] } };
    };
    // The middle half of 17.5 to 65.5 is 29.5 to 53.5.
    const { age, statedInterval } = measureFaces([aged(29), aged(30), aged(53), aged(54)], {
      resamples: 0,
    }).calibration;
    expect(age[0]).toEqual({ probability: 0.5, count: 4, coverage: 0.5 });
    expect(statedInterval).toEqual({ count: 4, coverage: 0 });
    const { calibration } = measureFaces([face("mm", 30)], { resamples: 0 });
    expect(calibration.age[1]).toEqual({ probability: 0.8, count: 0, coverage: null });
    expect(calibration.statedInterval).toEqual({ count: 0, coverage: null });
  });
});
