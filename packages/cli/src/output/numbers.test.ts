import { expect, test } from "@jest/globals";
import { bar, byteSize, clock, percent, withThousands } from "./numbers";

test("numbers are written for people", () => {
  expect(withThousands(1_234_567)).toBe("1,234,567");
  expect(percent(0.974)).toBe("97 %");
  expect(percent(0.974, 1)).toBe("97.4 %");
  expect([clock(0), clock(75), clock(3723), clock(-3)]).toEqual(["0:00", "1:15", "1:02:03", "0:00"]);
  expect([byteSize(12), byteSize(232_589), byteSize(5_000_000)]).toEqual(["12 B", "227 KiB", "4.8 MiB"]);
  expect([bar(0, 4), bar(0.5, 4), bar(1, 4), bar(7, 4)]).toEqual(["░░░░", "██░░", "████", "████"]);
});
