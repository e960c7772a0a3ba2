import { describe, expect, it } from "@jest/globals";
import { straightenBox } from "../detection/face-roll";
import { cropAndResize } from "./crop-resize";
import { cropTurned } from "./crop-turned";
import type { RgbImage } from "./rgb-image";

/** A smooth pattern with one colour more to the left and one more to the top, turned clockwise about the middle of 200x200 pixels. */
function patternTurnedBy(degrees: number) {
  const angle = (degrees * Math.PI) / 180;
  const data = new Uint8Array(200 * 200 * 3);
  for (let y = 0, at = 0; y < 200; y++)
    for (let x = 0; x < 200; x++) {
      const [dx, dy] = [x + 0.5 - 100, y + 0.5 - 100];
      const [u, v] = [dx * Math.cos(angle) + dy * Math.sin(angle), dy * Math.cos(angle) - dx * Math.sin(angle)];
      data[at++] = 128 + u;
      data[at++] = 128 + v;
      data[at++] = 128 + 60 * Math.sin(u / 9) * Math.cos(v / 11);
    }
  return { width: 200, height: 200, data };
}

const box = { x: 60, y: 50, width: 80, height: 100 };
const size = { width: 31, height: 31 };
const worst = (one: RgbImage["data"], other: RgbImage["data"]) =>
  Array.from(one).reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0);

describe("cropTurned", () => {
  const upright = cropAndResize(patternTurnedBy(0), { box, ...size }).data;

  it.each([0, 10, 45, 90, -60, 180])("brings what leans by %d degrees upright", (degrees) => {
    const { data } = cropTurned(patternTurnedBy(degrees), { box, angle: (degrees * Math.PI) / 180 }, size);
    expect(worst(data, upright)).toBeLessThanOrEqual(6);
    // Turned the wrong way, or about another point, it would be another picture.
    const { data: wrong } = cropTurned(patternTurnedBy(degrees + 20), { box, angle: (degrees * Math.PI) / 180 }, size);
    expect(worst(wrong, upright)).toBeGreaterThan(20);
  });

  it("repeats the edge beyond the picture, and bears boxes of a pixel", () => {
    const plain = { width: 5, height: 4, data: new Uint8Array(60).fill(77) };
    for (const part of [
      { x: -10, y: -10, width: 30, height: 30 },
      { x: 2, y: 1, width: 0.5, height: 0.5 },
    ])
      expect(new Set(cropTurned(plain, { box: part, angle: 0.7 }, size).data)).toEqual(new Set([77]));
  });
});

describe("straightenBox", () => {
  const eyes = (angle: number) => [
    { x: 100, y: 80 },
    { x: 100 + 20 * Math.cos(angle), y: 80 + 20 * Math.sin(angle) },
  ];

  it("leaves an upright box alone, and turns one that lies", () => {
    const { box: upright, angle } = straightenBox(box, eyes(0));
    expect(angle).toBe(0);
    for (const side of ["x", "y", "width", "height"] as const) expect(upright[side]).toBeCloseTo(box[side], 9);
    const lying = straightenBox({ x: 50, y: 60, width: 100, height: 80 }, eyes(Math.PI / 2));
    expect(lying.angle).toBeCloseTo(Math.PI / 2, 9);
    for (const side of ["x", "y", "width", "height"] as const) expect(lying.box[side]).toBeCloseTo(box[side], 9);
  });

  it("keeps centre and area, and gives a leaning face, whose box is square, the aspect of a face", () => {
    const { box: turned } = straightenBox({ x: 50, y: 50, width: 100, height: 100 }, eyes(Math.PI / 4));
    expect(turned.width * turned.height).toBeCloseTo(10_000, 6);
    expect(turned.x + turned.width / 2).toBeCloseTo(100, 9);
    expect(turned.y + turned.height / 2).toBeCloseTo(100, 9);
    expect(turned.width / turned.height).toBeGreaterThan(0.7);
    expect(turned.width / turned.height).toBeLessThan(0.9);
  });

  it("takes a face without eyes as upright", () => {
    expect(straightenBox(box, undefined).angle).toBe(0);
    expect(straightenBox(box, [{ x: 1, y: 1 }]).angle).toBe(0);
    expect(
      straightenBox(box, [
        { x: Number.NaN, y: 1 },
        { x: 2, y: 2 },
      ]).angle,
    ).toBe(0);
  });
});
