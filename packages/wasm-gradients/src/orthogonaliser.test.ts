import { describe, expect, it } from "@jest/globals";
import { Orthogonaliser } from "./orthogonaliser";

function randomMatrix(rows: number, columns: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: rows * columns }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** The same iteration in float64, from its formula: X <- a X + b X X'X + c X X'X X'X. */
function reference(matrix: Float32Array, rows: number, columns: number): number[] {
  const multiply = (left: number[], right: number[], m: number, k: number, n: number) =>
    Array.from({ length: m * n }, (_, index) => {
      let sum = 0;
      for (let i = 0; i < k; i++) sum += left[Math.floor(index / n) * k + i]! * right[i * n + (index % n)]!;
      return sum;
    });
  const norm = Math.hypot(...matrix);
  let x = Array.from(matrix, (value) => value / norm);
  for (let round = 0; round < 5; round++) {
    const transposed = Array.from({ length: x.length }, (_, i) => x[(i % rows) * columns + Math.floor(i / rows)]!);
    const gram = multiply(transposed, x, columns, rows, columns);
    const first = multiply(x, gram, rows, columns, columns);
    const second = multiply(first, gram, rows, columns, columns);
    x = x.map((value, i) => 3.4445 * value - 4.775 * first[i]! + 2.0315 * second[i]!);
  }
  return x;
}

describe("Orthogonaliser", () => {
  it.each([
    [12, 12],
    [48, 27],
    [27, 48],
    [5, 16],
  ])("follows the iteration's formula on %i x %i", (rows, columns) => {
    const matrix = randomMatrix(rows, columns, 5);
    const expected = reference(matrix, rows, columns);
    new Orthogonaliser().apply(matrix, { rows, columns });
    for (const [index, value] of expected.entries()) expect(Math.abs(matrix[index]! - value)).toBeLessThan(1e-4);
  });

  it("brings the lengths of all directions near 1, whatever the scale", () => {
    const orthogonaliser = new Orthogonaliser();
    for (const scale of [1e-6, 1, 1e4]) {
      const matrix = randomMatrix(32, 8, 7).map((value, index) => value * scale * 10 ** -(index % 3));
      orthogonaliser.apply(matrix, { rows: 32, columns: 8 });
      for (let column = 0; column < 8; column++) {
        const length = Math.hypot(...matrix.filter((_, index) => index % 8 === column));
        expect(length).toBeGreaterThan(0.6);
        expect(length).toBeLessThan(1.3);
      }
    }
  });

  it("leaves zeros, and refuses a matrix of another size", () => {
    const zeros = new Float32Array(6);
    new Orthogonaliser().apply(zeros, { rows: 2, columns: 3 });
    expect(zeros).toEqual(new Float32Array(6));
    expect(() => new Orthogonaliser().apply(zeros, { rows: 3, columns: 3 })).toThrow(/3 x 3 numbers, received 6/);
  });
});
