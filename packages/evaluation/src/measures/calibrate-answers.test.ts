import { applyTemperature } from "@fagr/core/network";
import { createRandom } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { agePlaceOf, type CalibrationAnswer, calibrateAnswers, toCalibrationData } from "./calibrate-answers";
import { intervalCoverage } from "./fit-age-temperature";

const ageRange = [18, 65] as const;

/** Faces of ages 18 to 65 whose answers are as far off as `doubt` says, while they claim a doubt of `claimed` years. */
function answers(count: number, { doubt, claimed }: { doubt: number; claimed: number }): CalibrationAnswer[] {
  const random = createRandom(7);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, (_, index) => {
    const age = 25 + (index % 34);
    const centre = age + doubt * normal();
    const raw = Array.from({ length: 48 }, (_, year) => Math.exp(-0.5 * ((18 + year - centre) / claimed) ** 2));
    const sum = raw.reduce((total, each) => total + each, 0);
    return {
      ...{ age, gender: index % 2 ? "male" : "female" },
      prediction: {
        ...{ age: centre, gender: index % 2 ? "male" : "female", genderProbability: 0.9 },
        ageDistribution: raw.map((each) => each / sum),
      },
    };
  });
}

describe("calibrateAnswers", () => {
  it("makes intervals of a network that is too sure hold the share that they state", () => {
    const faces = answers(600, { doubt: 5, claimed: 2 });
    const { ageTemperature, ageTemperatureSlope: slope = 0 } = calibrateAnswers(faces, { ageRange });
    const cover = (temperature: number, bend: number) =>
      intervalCoverage(toCalibrationData(faces, ageRange), { temperature, slope: bend, probability: 0.8 });
    expect(cover(1, 0)).toBeLessThan(0.5);
    expect(cover(ageTemperature, slope)).toBeGreaterThan(0.75);
    expect(cover(ageTemperature, slope)).toBeLessThan(0.85);
  });

  it("tells faces outside where there are enough of them, and not otherwise", () => {
    const within = answers(200, { doubt: 5, claimed: 4 });
    const outside = (count: number, age: number): CalibrationAnswer[] =>
      answers(count, { doubt: 5, claimed: 9 }).map((face) => ({ ...face, age }));
    const told = calibrateAnswers([...within, ...outside(30, 5), ...outside(30, 80)], { ageRange });
    expect(told.ageRange).toBeDefined();
    expect(calibrateAnswers([...within, ...outside(30, 5), ...outside(29, 80)], { ageRange }).ageRange).toBeUndefined();
  });

  it("says how many faces it needs", () => {
    expect(() => calibrateAnswers(answers(99, { doubt: 5, claimed: 4 }), { ageRange })).toThrow(
      /at least 100 faces of a known age of 18 to 65 years .*received 99 and 99/,
    );
  });
});

describe("calibrateAnswers of other models", () => {
  /** Of a model of one task the other's fields are absent. */
  const gendersAlone = (count: number) =>
    answers(count, { doubt: 5, claimed: 4 }).map(({ prediction: { gender, genderProbability }, ...face }) => ({
      ...{ ...face, age: null },
      prediction: { gender: gender!, genderProbability: genderProbability! },
    }));

  it("asks for the labels of what the model tells, and for no others", () => {
    const { ageTemperature, genderTemperature, ageRange: outside } = calibrateAnswers(gendersAlone(200), { ageRange });
    // Always right at 0.9: surer would be better.
    expect([ageTemperature, genderTemperature, outside]).toEqual([1, 0.25, undefined]);
    expect(() => calibrateAnswers(gendersAlone(99), { ageRange })).toThrow(
      /at least 100 faces of known gender to calibrate on, received 99\./,
    );
  });

  it("says what an answer lacks", () => {
    const [{ prediction, ...face }] = answers(1, { doubt: 5, claimed: 4 }) as [CalibrationAnswer];
    const { ageDistribution: _, ...others } = prediction;
    expect(() => calibrateAnswers([{ ...face, prediction: others }], { ageRange })).toThrow(/ageDistribution: true/);
  });

  it("gives an attribute that says 0.99 and is right in 80 % of the cases a temperature by which it says 0.8", () => {
    const hair = { black: 0.005, none: 0.99, fair: 0.005 };
    const faces = answers(500, { doubt: 5, claimed: 4 }).map(({ prediction, ...face }, index) => ({
      ...face,
      attributes: {
        hair: index % 5 === 0 ? "fair" : "none",
        // Too few faces, and one label alone, say nothing.
        ...(index < 99 ? { hat: index % 2 ? "yes" : "no" } : {}),
        mask: "no",
      },
      prediction: {
        ...prediction,
        attributes: {
          hair: { label: "none", probability: 0.99, distribution: hair },
          hat: { label: "no", probability: 0.9, distribution: { no: 0.9, yes: 0.1 } },
          mask: { label: "no", probability: 0.9, distribution: { no: 0.9, yes: 0.1 } },
        },
      },
    }));
    const { attributeTemperatures } = calibrateAnswers(faces, { ageRange });
    expect(Object.keys(attributeTemperatures!)).toEqual(["hair"]);
    const [, none] = applyTemperature(Float32Array.from(Object.values(hair)), attributeTemperatures!.hair!);
    expect(none).toBeGreaterThan(0.78);
    expect(none).toBeLessThan(0.86);
  });
});

it("agePlaceOf leaves out bands that reach over an end of the range", () => {
  const place = (ageBand: [number, number]) => agePlaceOf({ age: null, ageBand }, ageRange);
  expect([place([7, 12]), place([13, 19]), place([20, 30]), place([67, 80])]).toEqual([
    "younger",
    null,
    "within",
    "older",
  ]);
});
