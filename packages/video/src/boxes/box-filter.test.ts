import { createRandom } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { BoxFilter } from "./box-filter";

const box = (x: number, size = 100) => ({ x, y: 50, width: size, height: size * 1.2 });

/** A face that moves by some pixels a second, found 25 times a second. */
function follow(pixelsPerSecond: number, frames: number): BoxFilter {
  const filter = new BoxFilter(box(0));
  for (let frame = 1; frame <= frames; frame++) {
    filter.advance(0.04);
    filter.correct(box((frame * pixelsPerSecond) / 25));
  }
  return filter;
}

describe("BoxFilter", () => {
  it("begins where the face is found, and stays there", () => {
    const filter = new BoxFilter(box(12));
    filter.advance(0.5);
    for (const [name, value] of Object.entries(box(12))) expect(filter.box[name as "x"]).toBeCloseTo(value, 9);
    expect(filter.speed).toBe(0);
  });

  it("learns how fast a face moves, and carries it on", () => {
    const filter = follow(100, 25);
    // 100 pixels a second is 0.91 sizes of this box; that velocities fade draws the estimate down.
    expect(filter.speed).toBeGreaterThan(0.7);
    expect(filter.speed).toBeLessThan(0.95);
    const { x } = filter.box;
    expect(Math.abs(x - 100)).toBeLessThan(3);
    filter.advance(0.1);
    expect(filter.box.x - x).toBeGreaterThan(6.5);
    expect(filter.box.x - x).toBeLessThan(10);
  });

  it("does not carry a face on for ever", () => {
    const filter = follow(100, 25);
    const { x } = filter.box;
    for (let second = 0; second < 20; second++) filter.advance(1);
    expect(filter.box.x - x).toBeLessThan(70);
    expect(filter.speed).toBeLessThan(0.001);
  });

  it("is the less sure the longer it carries, and sure again when the face is found", () => {
    const filter = follow(0, 10);
    const sure = filter.spread;
    filter.advance(0.2);
    const carried = filter.spread;
    filter.advance(0.2);
    expect(carried).toBeGreaterThan(2 * sure);
    expect(filter.spread).toBeGreaterThan(carried);
    filter.correct(box(0));
    // The detector's own error bounds it: 0.03 box sizes.
    expect(filter.spread).toBeLessThan(0.03);
  });

  it("grows with a face that comes nearer, in proportion", () => {
    const filter = new BoxFilter(box(0, 100));
    for (let frame = 1; frame <= 25; frame++) {
      filter.advance(0.04);
      filter.correct(box(0, 100 * 1.01 ** frame));
    }
    const { width, height } = filter.box;
    expect(Math.abs(width / (100 * 1.01 ** 25) - 1)).toBeLessThan(0.02);
    expect(height / width).toBeCloseTo(1.2, 6);
  });

  it("steadies a box that trembles", () => {
    const random = createRandom(3);
    const filter = new BoxFilter(box(0));
    let [raw, steadied] = [0, 0];
    for (let frame = 0; frame < 300; frame++) {
      const x = random.normal(0, 3);
      filter.advance(0.04);
      filter.correct(box(x));
      raw += x ** 2;
      steadied += filter.box.x ** 2;
    }
    expect(steadied).toBeLessThan(0.5 * raw);
  });
});
