import { describe, expect, it } from "@jest/globals";
import { averageProbabilities, mirrorBatch } from "./mirror";

describe("mirrorBatch", () => {
  it("turns the columns of every row around, and keeps rows, colours and faces where they are", () => {
    // Two faces of 2x2 pixels; the number of a value says face, row, column and channel.
    const values = (face: number, row: number, column: number) =>
      [0, 1, 2].map((channel) => face * 1000 + row * 100 + column * 10 + channel);
    const faces = (columns: readonly number[]) =>
      Float32Array.from(
        [1, 2].flatMap((face) => [1, 2].flatMap((row) => columns.flatMap((column) => values(face, row, column)))),
      );
    expect(mirrorBatch({ data: faces([1, 2]), count: 2 }, 2)).toEqual({ data: faces([2, 1]), count: 2 });
  });

  it("gives the picture back when done twice, also where a column is in the middle", () => {
    const data = Float32Array.from({ length: 2 * 3 * 3 * 3 }, (_, index) => index);
    expect(mirrorBatch(mirrorBatch({ data, count: 2 }, 3), 3).data).toEqual(data);
  });
});

describe("averageProbabilities", () => {
  it("takes the mean of each class", () => {
    const one = { age: Float32Array.of(1, 0, 0.5, 0.5), gender: Float32Array.of(0.25, 0.75) };
    const other = { age: Float32Array.of(0.5, 0.5, 0, 1), gender: Float32Array.of(0.75, 0.25) };
    expect(averageProbabilities(one, other)).toEqual({
      age: Float32Array.of(0.75, 0.25, 0.25, 0.75),
      gender: Float32Array.of(0.5, 0.5),
    });
  });
});
