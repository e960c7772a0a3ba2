import { InvalidArgumentError } from "@fagr/core";
import { instantiateKernels } from "./kernels";
import { Arena } from "./trunk/arena";

/** Coefficients of the quintic iteration by which singular values from nearly 0 to 1 come near 1 in five rounds (Jordan 2024). */
const [linear, cubic, quintic] = [3.4445, -4.775, 2.0315];

/**
 * Makes matrices nearly orthogonal: their singular values come to about 1 (0.7 to 1.2), their singular vectors stay. It is what
 * the optimiser Muon does to each step, by the Newton-Schulz iteration of Jordan et al. (2024), "Muon: an optimizer for
 * hidden layers in neural networks". All in float32 on SIMD kernels.
 *
 * @example
 * ```ts
 * const orthogonaliser = new Orthogonaliser();
 * orthogonaliser.apply(gradient, { rows: 96, columns: 192 });
 * ```
 */
export class Orthogonaliser {
  readonly #arena = new Arena();
  readonly #kernels = instantiateKernels(this.#arena.memory);
  readonly #buffers = new Map<
    string,
    { matrix: number; square: number; fourth: number; packed: number; next: number }
  >();

  /**
   * Changes a matrix in place. A matrix of zeros stays one.
   *
   * @param matrix - `[rows, columns]`, row by row.
   * @param options - `rounds`: how often the iteration is applied, default 5.
   * @throws InvalidArgumentError if the matrix has another length than its rows and columns say.
   */
  apply(
    matrix: Float32Array,
    { rows, columns, rounds = 5 }: { readonly rows: number; readonly columns: number; readonly rounds?: number },
  ): void {
    if (matrix.length !== rows * columns || matrix.length === 0)
      throw new InvalidArgumentError(`Expected a matrix of ${rows} x ${columns} numbers, received ${matrix.length}.`);
    // The products of columns are as small as they get where the matrix stands upright.
    const upright = rows >= columns;
    const [m, n] = upright ? [rows, columns] : [columns, rows];
    const { matrix: x, square, fourth, packed, next } = this.#buffersFor(m, n);
    const view = (pointer: number, floats: number) => this.#arena.view(pointer, floats);
    const scale = 1 / Math.max(frobeniusNorm(matrix), 1e-20);
    const start = view(x, m * n);
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++)
        start[row * n + column] = scale * matrix[upright ? row * n + column : column * m + row]!;

    let [from, to] = [x, next];
    for (let round = 0; round < rounds; round++) {
      this.#kernels.matmulTransposedLeft(from, from, square, m, n, n, false);
      this.#kernels.matmulTransposedLeft(square, square, fourth, n, n, n, false);
      const [a, b] = [view(square, n * n), view(fourth, n * n)];
      for (let index = 0; index < n * n; index++) a[index] = cubic * a[index]! + quintic * b[index]!;
      for (let index = 0; index < n; index++) a[index * (n + 1)]! += linear;
      this.#kernels.packPanels(square, packed, n, n, n, 1);
      this.#kernels.multiplyPanels(from, packed, to, m, n, n, false);
      [from, to] = [to, from];
    }
    const end = view(from, m * n);
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++)
        matrix[upright ? row * n + column : column * m + row] = end[row * n + column]!;
  }

  #buffersFor(m: number, n: number) {
    const key = `${m}x${n}`;
    const known = this.#buffers.get(key);
    if (known) return known;
    const buffers = {
      matrix: this.#arena.allocate(m * n),
      square: this.#arena.allocate(n * n),
      fourth: this.#arena.allocate(n * n),
      packed: this.#arena.allocate(n * Math.ceil(n / 8) * 8),
      next: this.#arena.allocate(m * n),
    };
    this.#buffers.set(key, buffers);
    return buffers;
  }
}

function frobeniusNorm(matrix: Float32Array): number {
  let squares = 0;
  for (const value of matrix) squares += value * value;
  return Math.sqrt(squares);
}
