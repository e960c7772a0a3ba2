import type { BoundingBox } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { associate } from "./associate";

const face = (x: number, size = 100): BoundingBox => ({ x, y: 0, width: size, height: size });
const sure = (box: BoundingBox, spread = 0) => ({ box, spread });

describe("associate", () => {
  it("finds each face where it is expected, whatever the order", () => {
    expect(associate([sure(face(0)), sure(face(300))], [face(305), face(5)])).toEqual([1, 0]);
  });

  it("leaves over what has no partner", () => {
    expect(associate([sure(face(0)), sure(face(300))], [face(302)])).toEqual([undefined, 0]);
    expect(associate([sure(face(300))], [face(0), face(302)])).toEqual([1]);
    expect(associate([sure(face(0))], [])).toEqual([undefined]);
    expect(associate([], [face(0)])).toEqual([]);
  });

  it("takes the least sum where the best pair would leave the other face without one", () => {
    // The second expected face is nearest to the first found one, but the first can be nobody else.
    const expected = [sure(face(0)), sure(face(90))];
    const found = [face(60), face(140)];
    expect(associate(expected, found)).toEqual([0, 1]);
  });

  it("follows a fast face that overlaps its place no more, if its place is not sure", () => {
    expect(associate([sure(face(0), 0)], [face(110)])).toEqual([undefined]);
    expect(associate([sure(face(0), 0.3)], [face(110)])).toEqual([0]);
    expect(associate([sure(face(0), 9)], [face(310)])).toEqual([undefined]);
  });

  it("does not take a face of another size for the same", () => {
    expect(associate([sure(face(0, 100))], [{ x: 20, y: 20, width: 45, height: 45 }])).toEqual([undefined]);
    expect(associate([sure(face(0, 100))], [{ x: 20, y: 20, width: 60, height: 60 }])).toEqual([0]);
  });
});
