import { describe, expect, it } from "@jest/globals";
import { updateMovingAverage } from "./moving-average";
import { learningRateAt } from "./schedule";

describe("learningRateAt", () => {
  const schedule = { learningRate: 0.1, warmUpSteps: 10, steps: 110 };

  it("stays, as in the document", () => {
    for (const step of [0, 1, 1_269_999])
      expect(learningRateAt({ kind: "constant", learningRate: 0.01, steps: 1_270_000 }, step)).toBe(0.01);
  });

  it("warms up in a straight line, whatever follows", () => {
    for (const rest of [{ kind: "constant" }, { kind: "cosine" }, { kind: "step", at: [50] }] as const) {
      expect(learningRateAt({ ...schedule, ...rest }, 0)).toBeCloseTo(0.01);
      expect(learningRateAt({ ...schedule, ...rest }, 4)).toBeCloseTo(0.05);
      expect(learningRateAt({ ...schedule, ...rest }, 10)).toBeCloseTo(0.1);
    }
  });

  it("follows half a cosine down to 0 or to its last value", () => {
    const at = (step: number, last = 0) =>
      learningRateAt({ ...schedule, kind: "cosine", finalLearningRate: last }, step);
    expect([at(35), at(60), at(85), at(110)].map((rate) => rate.toFixed(5))).toEqual(
      [0.25, 0.5, 0.75, 1].map((share) => (0.05 * (1 + Math.cos(share * Math.PI))).toFixed(5)),
    );
    expect(at(110, 0.02)).toBeCloseTo(0.02);
    expect(at(60, 0.02)).toBeCloseTo(0.06);
  });

  it("drops by its factor at every step that it names", () => {
    const at = (step: number) => learningRateAt({ ...schedule, kind: "step", at: [50, 80], factor: 0.5 }, step);
    expect([49, 50, 79, 80, 109].map(at)).toEqual([0.1, 0.05, 0.05, 0.025, 0.025]);
  });
});

describe("updateMovingAverage", () => {
  it("follows quickly at first, then as slowly as asked", () => {
    const average = new Float32Array([0]);
    updateMovingAverage(average, { values: new Float32Array([1]), decay: 0.99, updates: 0 });
    expect(average[0]).toBeCloseTo(0.9);
    average[0] = 0;
    updateMovingAverage(average, { values: new Float32Array([1]), decay: 0.99, updates: 10_000 });
    expect(average[0]).toBeCloseTo(0.01);
  });
});
