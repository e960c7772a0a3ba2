import { describe, expect, it } from "@jest/globals";
import { crossValidate, measureDetection } from "./measure-outside";
import { areaUnderCurve, hitRate } from "./ranking";

describe("areaUnderCurve", () => {
  it("counts the pairs in order, ties half", () => {
    // Of 2 x 3 pairs: .9 beats all three, .5 beats .1, ties with .5, loses against .7.
    expect(areaUnderCurve({ positives: [0.9, 0.5], negatives: [0.5, 0.7, 0.1] })).toBeCloseTo(4.5 / 6, 12);
  });
});

describe("hitRate", () => {
  it("allows no more false alarms than stated", () => {
    const negatives = Array.from({ length: 100 }, (_, index) => index);
    // 5 % of the negatives lie above 94.
    expect(hitRate({ positives: [94, 94.5, 96, 200], negatives }, 0.05)).toBe(0.75);
    expect(hitRate({ positives: [94, 99, 99.5, 200], negatives }, 0)).toBe(0.5);
  });
});

describe("measureDetection", () => {
  it("counts what is above one half", () => {
    const figures = measureDetection([0.9, 0.2, 0.6, 0.1, 0.3], [true, true, false, false, false]);
    expect(figures).toMatchObject({ positives: 2, negatives: 3, aboveHalf: { positives: 0.5, negatives: 1 / 3 } });
  });
});

describe("crossValidate", () => {
  it("never answers a case by a fit that saw it, and answers each once a repetition", () => {
    const cases = Array.from({ length: 23 }, (_, index) => index);
    const answered = new Map<number, number>();
    const answers = crossValidate(
      cases,
      (training) => (held) => {
        expect(training).not.toContain(held);
        answered.set(held, (answered.get(held) ?? 0) + 1);
        return { itself: held };
      },
      { folds: 4, repetitions: 2 },
    );
    expect([...answered.values()]).toEqual(cases.map(() => 2));
    expect(answers.map(({ itself }) => itself)).toEqual(cases);
  });
});
