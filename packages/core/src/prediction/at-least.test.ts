import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import type { Labels } from "../weights/manifest";
import { probabilityAtLeast } from "./at-least";
import { decodePredictions } from "./decode";

const labels: Labels = { age: { minimum: 20, maximum: 23 }, gender: ["female", "male"] };
const distribution = [0.5, 0.25, 0.125, 0.125];

describe("probabilityAtLeast", () => {
  it("adds the classes from that age on", () => {
    expect([21, 22, 23].map((age) => probabilityAtLeast(age, distribution, { labels }))).toEqual([0.5, 0.25, 0.125]);
  });

  it("counts who is younger against it and who is older for it", () => {
    // Worked out by hand: of the half within, all are 20 or more and an eighth is 23 or more.
    const outside = { younger: 0.25, older: 0.25 };
    expect(probabilityAtLeast(20, distribution, { labels, outside })).toBe(0.75);
    expect(probabilityAtLeast(23, distribution, { labels, outside })).toBe(0.5 * 0.125 + 0.25);
  });

  it("stays a probability where the network's rounding adds up to more", () => {
    expect(probabilityAtLeast(20, [0.5, 0.25, 0.25, 0.0000001], { labels })).toBe(1);
  });
});

describe("predictions with probabilityAtLeast", () => {
  const probabilities = { age: Float32Array.from(distribution), gender: Float32Array.of(0.75, 0.25) };

  it("have it only where asked for", () => {
    expect(decodePredictions(probabilities, { labels })[0]).not.toHaveProperty("probabilityAtLeast");
    expect(decodePredictions(probabilities, { labels, probabilityAtLeast: 22 })[0]).toMatchObject({
      probabilityAtLeast: 0.25,
    });
  });

  it("follow the calibration: a wider distribution is less sure of the young", () => {
    const calibration = { ageTemperature: 4, genderTemperature: 1 };
    const [calibrated] = decodePredictions(probabilities, { labels, calibration, probabilityAtLeast: 22 });
    const powers = distribution.map((value) => value ** 0.25);
    const byHand = (powers[2]! + powers[3]!) / powers.reduce((sum, value) => sum + value);
    expect(calibrated!.probabilityAtLeast).toBeCloseTo(byHand, 6);
  });

  it.each([20, 24, 21.5, Number.NaN])("refuse %f, which these classes cannot tell", (age) => {
    const decode = () => decodePredictions(probabilities, { labels, probabilityAtLeast: age });
    expect(decode).toThrow(InvalidArgumentError);
    expect(decode).toThrow(/from 21 to 23/);
  });
});
