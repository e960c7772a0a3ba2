import { expect, test } from "@jest/globals";
import { decodeYunetFaces } from "./decode";

/** A map of 3 columns and 2 rows at stride 16 with one face, in the second row's last place. */
function mapWithFace(face: number, object: number) {
  const map = {
    stride: 16,
    columns: 3,
    face: new Float32Array(6),
    object: new Float32Array(6),
    box: new Float32Array(24),
    points: new Float32Array(60),
  };
  map.face[5] = face;
  map.object[5] = object;
  map.box.set([0.5, -0.25, Math.log(3), Math.log(4)], 20);
  map.points.set([0, 0, 1, 0.5, -1, 0, 0.25, 2, 0, -3], 50);
  return map;
}

test("boxes and points are relative to their place, in strides", () => {
  const [face, ...others] = decodeYunetFaces(mapWithFace(0.9, 0.4), 0.5);
  expect(others).toEqual([]);
  expect(face!.score).toBeCloseTo(0.6, 6);
  // Centre ((2 + 0.5) * 16, (1 - 0.25) * 16) = (40, 12), size 48x64.
  expect(face!.box.x).toBeCloseTo(16, 4);
  expect(face!.box.y).toBeCloseTo(-20, 4);
  expect(face!.box.width).toBeCloseTo(48, 4);
  expect(face!.box.height).toBeCloseTo(64, 4);
  expect(face!.landmarks).toEqual([
    { x: 32, y: 16 },
    { x: 48, y: 24 },
    { x: 16, y: 16 },
    { x: 36, y: 48 },
    { x: 32, y: -32 },
  ]);
});

test("scores beyond 0..1 are clamped before they are multiplied", () => {
  expect(decodeYunetFaces(mapWithFace(1.5, 1.2), 0.5)[0]!.score).toBe(1);
  expect(decodeYunetFaces(mapWithFace(-0.5, -0.5), 0.1)).toEqual([]);
});

test("what does not reach the score is left out", () => {
  expect(decodeYunetFaces(mapWithFace(0.9, 0.4), 0.61)).toEqual([]);
  expect(decodeYunetFaces(mapWithFace(Number.NaN, 1), 0.5)).toEqual([]);
});
