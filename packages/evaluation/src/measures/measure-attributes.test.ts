import { expect, it } from "@jest/globals";
import { measurementsToMarkdown } from "../report/measurements-to-markdown";
import type { FaceRecord } from "./face-record";
import { measureFaces } from "./measure-faces";

const face = (known: string | null, answered: string): FaceRecord => ({
  file: "a.png",
  source: "A",
  age: 30,
  gender: "male",
  ...(known === null ? {} : { attributes: { glasses: known } }),
  faceFound: true,
  prediction: {
    age: 30,
    gender: "male",
    genderProbability: 0.9,
    attributes: { glasses: { label: answered, probability: 0.8 } },
  },
});
const faces = (count: number, known: string | null, answered: string) =>
  Array.from({ length: count }, () => face(known, answered));

it("counts right labels, each label by itself, and leaves faces of unknown labels out", () => {
  const records = [
    ...faces(88, "no", "no"),
    ...faces(2, "no", "yes"),
    ...faces(6, "yes", "no"),
    ...faces(4, "yes", "yes"),
  ];
  const { attributes } = measureFaces([...records, ...faces(50, null, "yes")], { resamples: 500 });
  const { count, accuracy, balancedAccuracy, labels } = attributes!.glasses!;
  expect([count, accuracy.value]).toEqual([100, 0.92]);
  expect(balancedAccuracy.value).toBeCloseTo((88 / 90 + 4 / 10) / 2, 12);
  expect(labels).toEqual({
    no: { count: 90, recall: 88 / 90, precision: 88 / 94 },
    yes: { count: 10, recall: 0.4, precision: 4 / 6 },
  });
  // The 95 % interval of a binomial share of 0.92 of 100 is about 0.05 to each side.
  const [low, high] = accuracy.interval!;
  expect(low).toBeGreaterThan(0.85);
  expect(low).toBeLessThan(0.89);
  expect(high).toBeLessThan(0.98);
  const [least, most] = balancedAccuracy.interval!;
  expect(most - least).toBeGreaterThan(high - low);
});

it("is a section of the report, where there is something to tell", () => {
  const measured = measureFaces(faces(3, "no", "no"), { resamples: 0 });
  expect(measurementsToMarkdown([{ name: "A", measurement: measured }])).toMatch(
    /## Attributes\n\n[\s\S]*\| A\s+\| glasses\s+\|\s+3 \|\s+1\.000 \|\s+1\.000 \| no 1\.000, 1\.000/,
  );
  const none = measureFaces(faces(3, null, "no"), { resamples: 0 });
  expect(none.attributes).toEqual({});
  expect(measurementsToMarkdown([{ name: "A", measurement: none }])).not.toContain("Attributes");
});
