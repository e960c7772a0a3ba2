import { describe, expect, it } from "@jest/globals";
import { ageGroupOf, documentAgeGroups } from "./age-groups";

describe("age groups", () => {
  it("are the document's sixteen of three years", () => {
    expect(documentAgeGroups).toHaveLength(16);
    expect([documentAgeGroups[0], documentAgeGroups[1], documentAgeGroups[15]]).toEqual([
      [18, 20],
      [21, 23],
      [63, 65],
    ]);
  });

  it("hold whole and broken years", () => {
    const ages = [17.9, 18, 20, 20.5, 21, 65, 65.5, 66].map((age) => ageGroupOf(age));
    expect(ages).toEqual([undefined, 0, 0, 0, 1, 15, undefined, undefined]);
    const apart = [
      [0, 9],
      [20, 29],
    ] as const;
    expect([9, 9.5, 15, 20].map((age) => ageGroupOf(age, apart))).toEqual([0, undefined, undefined, 1]);
  });
});
