import { describe, expect, it } from "@jest/globals";
import { type Geometry, geometryOf, noBorder, pixelOffsets } from "./geometry";
import { MemoryPlan } from "./memory-plan";

const border = { top: 0, bottom: 1, left: 1, right: 2 };
const bordered: Geometry = geometryOf([2, 3, 5], border, false);
const plain: Geometry = geometryOf([2, 3, 5], noBorder, false);

describe("MemoryPlan", () => {
  it("lets values of one geometry follow each other in the same memory, and no others", () => {
    const memory = new MemoryPlan(1);
    const first = memory.take(bordered);
    const other = memory.take(plain);
    memory.giveBack(bordered, first);
    expect(memory.take(plain)).not.toBe(first);
    expect(memory.take(bordered)).toBe(first);
    expect(memory.take(bordered)).not.toBe(first);
    expect(other).not.toBe(first);
  });

  it("makes room for every image, with its border, and for vectors that read past the end", () => {
    const memory = new MemoryPlan(2);
    const start = memory.take(bordered);
    // 3 rows of 6 pixels of 8 floats.
    expect(memory.bytes).toBeGreaterThanOrEqual(start + 2 * 3 * 6 * 8 * 4 + 48);
    expect(start).toBeGreaterThan(0);
  });
});

describe("pixelOffsets", () => {
  it("points inside the border of every image", () => {
    const [row, image] = [6 * 8 * 4, 3 * 6 * 8 * 4];
    const first = [32, 64, 96].flatMap((x) => [x]);
    expect([...pixelOffsets(bordered, 2)]).toEqual([
      ...first,
      ...first.map((x) => x + row),
      ...first.map((x) => x + image),
      ...first.map((x) => x + image + row),
    ]);
  });
});
