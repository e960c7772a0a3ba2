import { describe, expect, it } from "@jest/globals";
import { apportion } from "./apportion";

describe("apportion", () => {
  it("keeps exact shares exact", () => {
    expect(apportion([6, 6, 2, 0], 28)).toEqual([12, 12, 4, 0]);
  });

  it("gives everyone one, and the rest to those who lack most", () => {
    expect(apportion([8, 6, 1, 1], 8)).toEqual([4, 2, 1, 1]);
    expect(apportion([1000, 1, 1], 3)).toEqual([1, 1, 1]);
  });

  it("spreads what cannot be shared evenly", () => {
    expect(apportion([5, 5, 5, 5], 10)).toEqual([3, 2, 3, 2]);
  });

  it("answers nothing where there is too little, or nobody", () => {
    expect(apportion([1, 1, 1], 2)).toBeUndefined();
    expect(apportion([0, 0], 2)).toBeUndefined();
  });
});
