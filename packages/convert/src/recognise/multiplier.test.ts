import { describe, expect, it } from "@jest/globals";
import { MultiplierEstimate } from "./multiplier";

const widths = [64, 128, 64 * 2, 96, 256];

describe("MultiplierEstimate", () => {
  it.each([0.05, 0.125, 0.3, 0.305, 0.33, 0.5, 0.75, 0.999, 1, 1.3, 2, 7.5])(
    "finds a multiplier that gives the channels which %d gave",
    (multiplier) => {
      const estimate = new MultiplierEstimate();
      for (const width of widths) estimate.add(width, Math.round(width * multiplier));
      const found = estimate.value;
      for (const width of widths) expect(Math.round(width * found)).toBe(Math.round(width * multiplier));
      expect(String(found).length).toBeLessThanOrEqual(String(multiplier).length);
    },
  );

  it("is not led astray by a row that contradicts the others", () => {
    const estimate = new MultiplierEstimate();
    estimate.add(64, 48);
    estimate.add(128, 5);
    estimate.add(128, 96);
    expect(estimate.value).toBe(0.75);
  });

  it("is 1 where nothing is known", () => {
    expect(new MultiplierEstimate().value).toBe(1);
  });
});
