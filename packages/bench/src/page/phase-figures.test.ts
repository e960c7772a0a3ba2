import { describe, expect, it } from "@jest/globals";
import { phaseFigures } from "./phase-figures";

describe("phaseFigures", () => {
  const record = {
    longTasks: [
      { start: 100, duration: 60 },
      { start: 1900, duration: 350 },
      { start: 2500, duration: 51 },
      { start: 4100, duration: 900 },
    ],
    refreshes: [0, 1000, 1990, 2010, 2300, 2316, 3990, 4100, 9000],
    results: [1500, 2100, 2200, 3900, 4500],
  };

  it("counts what lies in the phase, and whole what reaches into it", () => {
    expect(phaseFigures(record, { start: 2000, end: 4000 })).toEqual({
      seconds: 2,
      longTasks: 2,
      longestTask: 350,
      blockingTime: 301,
      // 2010, 2300, 2316 and 3990.
      refreshRate: 2,
      longestPause: 1674,
      resultRate: 1.5,
    });
  });

  it("says zero where nothing was long", () => {
    expect(phaseFigures({ longTasks: [], refreshes: [], results: [] }, { start: 0, end: 500 })).toEqual({
      seconds: 0.5,
      longTasks: 0,
      longestTask: 0,
      blockingTime: 0,
      refreshRate: 0,
      longestPause: 0,
      resultRate: 0,
    });
  });
});
