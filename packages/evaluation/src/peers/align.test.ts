import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { alignFace, arcFaceTemplate, fitSimilarity } from "./align";

/** Turned by an angle, scaled and shifted. */
const moved = (angle: number, scale: number, dx: number, dy: number) =>
  arcFaceTemplate.map(({ x, y }) => ({
    x: scale * (Math.cos(angle) * x - Math.sin(angle) * y) + dx,
    y: scale * (Math.sin(angle) * x + Math.cos(angle) * y) + dy,
  }));

describe("fitSimilarity", () => {
  it("finds the turn, scale and shift that points went through", () => {
    const { a, b, dx, dy } = fitSimilarity(arcFaceTemplate, moved(0.3, 1.7, 12, -5));
    expect(a).toBeCloseTo(1.7 * Math.cos(0.3), 9);
    expect(b).toBeCloseTo(1.7 * Math.sin(0.3), 9);
    expect([dx, dy]).toEqual([expect.closeTo(12, 9), expect.closeTo(-5, 9)]);
  });

  it("never mirrors: of mirrored points the best turn is far from them", () => {
    const mirrored = arcFaceTemplate.map(({ x, y }) => ({ x: 112 - x, y }));
    const { a, b, dx, dy } = fitSimilarity(arcFaceTemplate, mirrored);
    const [first] = arcFaceTemplate;
    expect(
      Math.hypot(a * first!.x - b * first!.y + dx - mirrored[0]!.x, b * first!.x + a * first!.y + dy - mirrored[0]!.y),
    ).toBeGreaterThan(5);
  });
});

describe("alignFace", () => {
  it("brings every landmark to its place in the template", () => {
    const size = 300;
    const landmarks = moved(-0.4, 1.5, 60, 90).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    for (const [index, { x, y }] of landmarks.entries()) {
      const data = new Uint8Array(size * size * 3);
      for (let row = y - 3; row <= y + 3; row++) data.fill(255, (row * size + x - 3) * 3, (row * size + x + 4) * 3);
      const aligned = alignFace({ image: { width: size, height: size, data }, landmarks });
      const { x: column, y: line } = arcFaceTemplate[index]!;
      expect(aligned.data[(Math.round(line) * 112 + Math.round(column)) * 3]).toBe(255);
      expect(aligned.data.filter((value) => value > 0).length).toBeLessThan(40 * 3);
    }
  });

  it("says which detector gives landmarks where there are none", () => {
    const image = { width: 8, height: 8, data: new Uint8Array(192) };
    expect(() => alignFace({ image })).toThrow(InvalidArgumentError);
    expect(() => alignFace({ image, landmarks: [] })).toThrow(/yunet/);
  });
});
