import { describe, expect, it } from "@jest/globals";
import { jitterFace } from "./jitter-boxes";

const image = { width: 1, height: 1, data: new Uint8Array(3) };
const face = { image, box: { x: 100, y: 50, width: 80, height: 120 }, landmarks: [{ x: 140, y: 110 }] };
const deviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

describe("jitterFace", () => {
  const moved = jitterFace(face, { deviation: 0.03, repeats: 4000, seed: 0.7 });

  it("moves each side by a share of the box's own width or height", () => {
    // The standard deviation of a standard deviation of 4,000 numbers is 1.1 % of it.
    const within = (value: number) => expect(Math.abs(value / 0.03 - 1)).toBeLessThan(0.06);
    within(deviation(moved.map(({ box }) => (box!.x - 100) / 80)));
    within(deviation(moved.map(({ box }) => (box!.y - 50) / 120)));
    within(deviation(moved.map(({ box }) => box!.width / 80 - 1)));
    within(deviation(moved.map(({ box }) => box!.height / 120 - 1)));
  });

  it("keeps landmarks at their place in the box", () => {
    for (const { box, landmarks } of moved.slice(0, 20)) {
      expect((landmarks![0]!.x - box!.x) / box!.width).toBeCloseTo(0.5, 9);
      expect((landmarks![0]!.y - box!.y) / box!.height).toBeCloseTo(0.5, 9);
    }
  });

  it("gives the same boxes for a seed, others for another", () => {
    const [again] = jitterFace(face, { deviation: 0.03, repeats: 1, seed: 0.7 });
    const [other] = jitterFace(face, { deviation: 0.03, repeats: 1, seed: 0.71 });
    expect(again!.box).toEqual(moved[0]!.box);
    expect(other!.box).not.toEqual(moved[0]!.box);
  });
});
