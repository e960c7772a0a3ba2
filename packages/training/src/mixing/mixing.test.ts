import { describe, expect, it } from "@jest/globals";
import { drawMixedFaces } from "./mixing";

const batch = Int32Array.from({ length: 64 }, (_, index) => 1000 + 3 * index);
const draw = (share = 0.5, alpha = 0.4, step = 7) => drawMixedFaces(batch, { mixing: { share, alpha }, seed: 1, step });

describe("drawMixedFaces", () => {
  it("gives every face another one, and each to one", () => {
    const { partners } = draw();
    expect([...partners].sort()).toEqual([...batch].sort());
    expect([...partners].some((partner, position) => partner === batch[position])).toBe(false);
  });

  it("blends the share that is asked for, and leaves most of each face", () => {
    const steps = Array.from({ length: 100 }, (_, step) => [...draw(0.3, 0.4, step).shares]).flat();
    const blended = steps.filter((share) => share < 1);
    expect(blended.length / steps.length).toBeCloseTo(0.3, 1);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0.5);
    expect([...draw(0).shares].every((share) => share === 1)).toBe(true);
  });

  it("draws blends from Beta(alpha, alpha)", () => {
    const halves = (alpha: number) => {
      const shares = Array.from({ length: 200 }, (_, step) => [...draw(1, alpha, step).shares]).flat();
      return shares.filter((share) => share < 0.75).length / shares.length;
    };
    // Uniform: 1/4 to 3/4 has half of the probability; the arcsine distribution: a third.
    expect(halves(1)).toBeCloseTo(1 / 2, 1);
    expect(halves(0.5)).toBeCloseTo(1 / 3, 1);
  });

  it("depends on seed and step alone", () => {
    expect(draw()).toEqual(draw());
    expect(draw().shares).not.toEqual(draw(0.5, 0.4, 8).shares);
  });
});
