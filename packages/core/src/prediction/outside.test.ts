import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import type { Calibration } from "../weights/calibration";
import type { Labels } from "../weights/manifest";
import { type AnswerWeights, summariseAnswer } from "./answer-summary";
import { decodePredictions } from "./decode";
import { tellOutside } from "./outside";

const nothing: AnswerWeights = {
  bias: 0,
  logYoungest: 0,
  logOldest: 0,
  meanAge: 0,
  ageDeviation: 0,
  genderDoubt: 0,
};
const labels: Labels = { age: { minimum: 20, maximum: 22 }, gender: ["female", "male"] };
const summary = summariseAnswer([0.5, 0.25, 0.25], [0.25, 0.75]);

describe("summariseAnswer", () => {
  it("gives the numbers worked out by hand", () => {
    expect(summary.logYoungest).toBeCloseTo(Math.log(0.5), 12);
    expect(summary.logOldest).toBeCloseTo(Math.log(0.25), 12);
    // Mean 0.75 of 0..2; variance 0.5 * 0.75^2 + 0.25 * 0.25^2 + 0.25 * 1.25^2 = 0.6875.
    expect(summary.meanAge).toBeCloseTo(0.375, 12);
    expect(summary.ageDeviation).toBeCloseTo(Math.sqrt(0.6875) / 2, 12);
    expect(summary.genderDoubt).toBe(0.75);
  });

  it("stays finite where a probability is 0, and calls a certain gender no doubt", () => {
    const { logYoungest, logOldest, genderDoubt } = summariseAnswer([0, 1, 0], [1, 0]);
    expect([logYoungest, logOldest, genderDoubt]).toEqual([Math.log(1e-6), Math.log(1e-6), 0]);
  });
});

describe("tellOutside", () => {
  const shares = { younger: 0.2, older: 0.1 };

  it("turns log-odds against the known ages into probabilities", () => {
    const younger = { ...nothing, bias: Math.log(2) };
    const older = { ...nothing, bias: Math.log(3) - 2, genderDoubt: 2 / 0.75 };
    // Odds 2 : 3 : 1 for younger, older and within.
    const { outsideAgeRange, noFaceProbability } = tellOutside(summary, { ageRange: { younger, older, shares } });
    expect(outsideAgeRange!.younger).toBeCloseTo(2 / 6, 12);
    expect(outsideAgeRange!.older).toBeCloseTo(3 / 6, 12);
    expect(noFaceProbability).toBeUndefined();
    const noFace = { weights: { ...nothing, meanAge: Math.log(4) / 0.375 }, share: 0.02 };
    expect(tellOutside(summary, { noFace })).toEqual({ noFaceProbability: expect.closeTo(0.8, 12) });
  });

  it("answers what is to be expected where the answer says nothing", () => {
    // Log-odds that only repeat the shares: 0.2 : 0.1 : 0.7, and one crop in 50.
    const ageRange = {
      younger: { ...nothing, bias: Math.log(0.2 / 0.7) },
      older: { ...nothing, bias: Math.log(0.1 / 0.7) },
      shares,
    };
    const noFace = { weights: { ...nothing, bias: Math.log(0.02 / 0.98) }, share: 0.02 };
    const expected = { younger: 0.5, older: 0.05, noFace: 0.3 };
    const { outsideAgeRange, noFaceProbability } = tellOutside(summary, { ageRange, noFace }, expected);
    expect(outsideAgeRange!.younger).toBeCloseTo(0.5, 12);
    expect(outsideAgeRange!.older).toBeCloseTo(0.05, 12);
    expect(noFaceProbability).toBeCloseTo(0.3, 12);
    expect(tellOutside(summary, { ageRange, noFace }).outsideAgeRange!.younger).toBeCloseTo(0.2, 12);
  });
});

describe("decodePredictions with a calibration for faces outside", () => {
  const probabilities = { age: Float32Array.of(0.5, 0.25, 0.25), gender: Float32Array.of(0.25, 0.75) };
  const temperatures = { ageTemperature: 2, genderTemperature: 2 };
  const calibration: Calibration = {
    ...temperatures,
    ageRange: {
      younger: { ...nothing, logYoungest: 1, bias: 1 },
      older: { ...nothing, logOldest: 1 },
      shares: { younger: 0.2, older: 0.1 },
    },
    noFace: { weights: { ...nothing, genderDoubt: -1 }, share: 0.02 },
  };

  it("reads it from the network's own probabilities, whatever the temperatures", () => {
    const [prediction] = decodePredictions(probabilities, { labels, calibration });
    const { outsideAgeRange, noFaceProbability } = tellOutside(summary, calibration);
    expect(prediction).toMatchObject({ outsideAgeRange, noFaceProbability });
    expect(JSON.parse(JSON.stringify(prediction))).toEqual(prediction);
  });

  it("says nothing about it without that calibration", () => {
    for (const without of [undefined, temperatures]) {
      const [prediction] = decodePredictions(probabilities, { labels, calibration: without });
      expect(prediction).not.toHaveProperty("outsideAgeRange");
      expect(prediction).not.toHaveProperty("noFaceProbability");
    }
  });

  it("follows the shares that are stated", () => {
    const younger = (share: number) =>
      decodePredictions(probabilities, { labels, calibration, outsideShares: { younger: share } })[0]!.outsideAgeRange!
        .younger;
    expect(younger(0.5)).toBeGreaterThan(younger(0.2));
    expect(younger(0.2)).toBe(decodePredictions(probabilities, { labels, calibration })[0]!.outsideAgeRange!.younger);
  });

  it.each([{ younger: 0 }, { younger: 1 }, { older: Number.NaN }, { noFace: 2 }, { younger: 0.9 }])(
    "refuses the shares %j",
    (outsideShares) => {
      const decode = () => decodePredictions(probabilities, { labels, calibration, outsideShares });
      expect(decode).toThrow(InvalidArgumentError);
      expect(decode).toThrow(/outsideShares between 0 and 1/);
    },
  );
});
