import { InvalidArgumentError } from "@fagr/core";
import { type AnswerSummary, summariseAnswer, tellOutside } from "@fagr/core/network";
import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { type AgePlace, fitAgeRange, fitNoFace } from "./fit-outside";
import { crossValidate, measureDetection } from "./measure-outside";

const random = createRandom(5);

/** The answer about a face that looks like this age: a bell of 4 years over 18 to 65, and doubt about children's gender. */
function answer(looks: number): AnswerSummary {
  const age = Array.from({ length: 48 }, (_, index) => Math.exp(-((18 + index - looks) ** 2) / 32) + 1e-9);
  const sum = age.reduce((total, value) => total + value);
  const male = looks < 18 ? 0.3 + 0.4 * random() : 0.02;
  return summariseAnswer(
    age.map((value) => value / sum),
    [1 - male, male],
  );
}

const faces = Array.from({ length: 800 }, () => {
  const age = 90 * random();
  const place: AgePlace = age < 18 ? "younger" : age > 65 ? "older" : "within";
  return { place, summary: answer(age + 3 * randomNormal(random)) };
});
const shareOf = (place: AgePlace) => faces.filter((face) => face.place === place).length / faces.length;

describe("fitAgeRange", () => {
  const shares = { younger: shareOf("younger"), older: shareOf("older") };
  const answers = crossValidate(
    faces,
    (training) => {
      const ageRange = fitAgeRange(training, { shares });
      return ({ summary }) => ({ ...tellOutside(summary, { ageRange }).outsideAgeRange! });
    },
    { repetitions: 1 },
  );

  it.each(["younger", "older"] as const)("tells who is %s, in probabilities that come true", (place) => {
    const probabilities = answers.map((told) => told[place]);
    const figures = measureDetection(
      probabilities,
      faces.map((face) => face.place === place),
    );
    expect(figures.areaUnderCurve).toBeGreaterThan(0.97);
    expect(figures.hitRate).toBeGreaterThan(0.8);
    expect(probabilities.reduce((sum, value) => sum + value) / faces.length).toBeCloseTo(shares[place], 2);
  });

  it("assumes the shares it is told, not those of the data", () => {
    const mean = (assumed: { younger: number; older: number }) => {
      const ageRange = fitAgeRange(faces, { shares: assumed });
      const told = faces.map(({ summary }) => tellOutside(summary, { ageRange }).outsideAgeRange!.younger);
      return told.reduce((sum, value) => sum + value) / told.length;
    };
    expect(mean({ younger: 0.02, older: 0.1 })).toBeLessThan(mean({ younger: 0.5, older: 0.1 }));
    // Told at prediction, other shares give what fitting with them would have given.
    const [some, many] = [0.1, 0.4].map((younger) => fitAgeRange(faces, { shares: { younger, older: 0.1 } }));
    const told = tellOutside(faces[0]!.summary, { ageRange: some! }, { younger: 0.4 }).outsideAgeRange!.younger;
    expect(told).toBeCloseTo(tellOutside(faces[0]!.summary, { ageRange: many! }).outsideAgeRange!.younger, 3);
  });

  it("needs faces of all three kinds", () => {
    const fit = () => fitAgeRange(faces.filter(({ place }) => place !== "older"));
    expect(fit).toThrow(InvalidArgumentError);
    expect(fit).toThrow(/none that is "older"/);
  });
});

describe("fitNoFace", () => {
  const flat = () => {
    const age = Array.from({ length: 48 }, () => random());
    const sum = age.reduce((total, value) => total + value);
    return summariseAnswer(
      age.map((value) => value / sum),
      [0.4, 0.6],
    );
  };
  const crops = [
    ...faces.map(({ summary }) => ({ summary, face: true })),
    ...Array.from({ length: 200 }, () => ({ summary: flat(), face: false })),
  ];

  it("tells crops without a face by the shape of their answer", () => {
    const noFace = fitNoFace(crops);
    const told = crops.map(({ summary }) => tellOutside(summary, { noFace }).noFaceProbability!);
    const truths = crops.map(({ face }) => !face);
    expect(measureDetection(told, truths).areaUnderCurve).toBeGreaterThan(0.99);
    const expecting = (share: number) => tellOutside(flat(), { noFace }, { noFace: share }).noFaceProbability!;
    expect(expecting(0.001)).toBeLessThan(expecting(0.5));
  });

  it("needs both kinds", () => {
    expect(() => fitNoFace(crops.filter(({ face }) => face))).toThrow(InvalidArgumentError);
  });
});
