import { expect, test } from "@jest/globals";
import { Evidence } from "./evidence";

const after = (count: number, seconds: number) => {
  const evidence = new Evidence();
  for (let look = 0; look < count; look++) evidence.add(look * seconds);
  return evidence;
};

test("the first look counts whole, a next one as what is new in it", () => {
  expect(new Evidence().add(1e9)).toEqual({ weight: 1, fade: 0 });
  const evidence = after(1, 0);
  const { weight, fade } = evidence.add(0.2);
  expect(weight).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(fade).toBeCloseTo(Math.exp(-0.02), 12);
  expect(evidence.total).toBeCloseTo(Math.exp(-0.02) + 1 - Math.exp(-1), 12);
  expect(evidence.add(0.2).weight).toBe(0);
});

test("looks count as a few independent ones, never as less than one or more than the shared error allows", () => {
  expect(after(1, 0).independentLooks).toBe(1);
  expect(after(100, 1e-6).independentLooks).toBeCloseTo(1, 3);
  const two = after(2, 2);
  expect(two.independentLooks).toBeCloseTo(two.total / (1 + 0.85 * (two.total - 1)), 12);
  expect(after(1000, 1).independentLooks).toBeLessThan(1 / 0.85);
  // After a long pause all that was is forgotten, but the latest look stays one.
  const evidence = after(1000, 1);
  evidence.add(1e6);
  expect(evidence.independentLooks).toBe(1);
});
