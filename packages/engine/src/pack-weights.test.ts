import { describe, expect, it } from "@jest/globals";
import { packFilter, packPanels, padValues } from "./pack-weights";

const numbers = (length: number) => Float32Array.from({ length }, (_, index) => index + 1);

describe("packPanels", () => {
  it("lays the columns of a panel side by side, row after row, and fills the last panel with zeros", () => {
    // Two rows of three columns in panels of two.
    const packed = packPanels(numbers(6), { units: 3, run: 2, pitch: 2, columns: 2 });
    expect([...packed]).toEqual([1, 2, 4, 5, 3, 0, 6, 0]);
  });

  it("leaves rows of zeros for the padding of every run", () => {
    // Two runs of one input, two floats apart.
    const packed = packPanels(numbers(4), { units: 2, run: 1, pitch: 2, columns: 2 });
    expect([...packed]).toEqual([1, 2, 0, 0, 3, 4, 0, 0]);
  });
});

describe("packFilter and padValues", () => {
  it("fill channels up with zeros", () => {
    expect([...packFilter(numbers(6), 3, 4)]).toEqual([1, 2, 3, 0, 4, 5, 6, 0]);
    expect([...padValues(numbers(2), 4)]).toEqual([1, 2, 0, 0]);
  });
});
