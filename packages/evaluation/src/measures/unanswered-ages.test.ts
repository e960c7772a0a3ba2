import { describe, expect, it } from "@jest/globals";
import { measureFaces } from "./measure-faces";
import { face } from "./test-faces";
import { ageHistograms, unansweredAges } from "./unanswered-ages";

/** So many faces of a known age with an answer. */
const faces = (count: number, known: number, answered: number) =>
  Array.from({ length: count }, () => face("mm", known, answered));
const measure = (...all: ReturnType<typeof faces>[]) => measureFaces(all.flat(), { resamples: 0 });

describe("unansweredAges", () => {
  it("joins neighbouring ages that nobody is taken for, although the labels have them", () => {
    // As a network answers that has learnt WIKI's two bands.
    const measurement = measure(faces(20, 25, 25), faces(20, 31, 26), faces(20, 34, 50), faces(20, 55, 55));
    expect(unansweredAges(measurement)).toEqual([[30, 35]]);
  });

  it("is silent about ages that few labels have, and about those that some answers have", () => {
    expect(unansweredAges(measure(faces(9, 31, 26), faces(18, 40, 30), faces(2, 40, 40)))).toEqual([]);
  });
});

it("ageHistograms counts answers by answer and labels by label; answers beyond the range are in none", () => {
  const histograms = ageHistograms(measure(faces(3, 18, 20), faces(2, 19, 17), faces(1, 40, 18)));
  expect(histograms[0]).toEqual({ group: [18, 20], known: 5, answered: 4 });
  expect(histograms.find(({ group }) => group[0] === 39)).toEqual({ group: [39, 41], known: 1, answered: 0 });
});
