import { describe, expect, test } from "@jest/globals";
import type { DetectedFace } from "./face-detector";
import { mostCentralFace } from "./most-central-face";

const image = { width: 400, height: 300 };
const face = (x: number, y: number, width: number, height = width): DetectedFace => ({
  box: { x, y, width, height },
  score: 0.9,
});

describe("mostCentralFace", () => {
  test("is null without a face", () => {
    expect(mostCentralFace([], image)).toBeNull();
  });

  test("of equal sizes the one nearer to the centre counts", () => {
    const [edge, centre] = [face(0, 0, 50), face(180, 120, 50)];
    expect(mostCentralFace([edge, centre], image)).toBe(centre);
    expect(mostCentralFace([centre, edge], image)).toBe(centre);
  });

  test("of equal distances the larger counts", () => {
    const [small, large] = [face(100 - 10, 150 - 10, 20), face(300 - 20, 150 - 20, 40)];
    expect(mostCentralFace([small, large], image)).toBe(large);
  });

  test("a small face in the centre gives way to a large one half way out", () => {
    // Half the diagonal is 250. Centre: 40 x 40 x 1 = 1600. The other's centre is 100 away: 60 x 60 x 0.6 = 2160.
    const [centre, large] = [face(180, 130, 40), face(70, 120, 60)];
    expect(mostCentralFace([centre, large], image)).toBe(large);
    // 200 away: 60 x 60 x 0.2 = 720.
    expect(mostCentralFace([centre, face(-30, 120, 60)], image)).toBe(centre);
  });

  test("a face whose centre is outside the picture never wins, and equals keep their order", () => {
    const [outside, inside] = [face(-900, -900, 600), face(10, 10, 8)];
    expect(mostCentralFace([outside, inside], image)).toBe(inside);
    const twins = [face(175, 125, 50), face(175, 125, 50)];
    expect(mostCentralFace(twins, image)).toBe(twins[0]);
  });
});
