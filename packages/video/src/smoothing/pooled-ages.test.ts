import { expect, test } from "@jest/globals";
import { PooledAges } from "./pooled-ages";

const pool = (looks: number, ...distributions: number[][]) => {
  const ages = new PooledAges();
  for (const distribution of distributions) ages.add(distribution, { weight: 2, fade: 1 });
  return ages.pool(looks);
};
function close(received: number[], expected: number[]): void {
  for (const [index, probability] of expected.entries()) expect(received[index]).toBeCloseTo(probability, 12);
}

test("looks that contradict each other are both believed", () => {
  close(pool(1, [1, 0, 0], [0, 0, 1]), [0.5, 0, 0.5]);
  close(pool(1.1, [1, 0, 0], [0, 0, 1]), [0.5, 0, 0.5]);
  close(pool(1, [0.8, 0.2, 0], [0.4, 0.2, 0.4]), [0.6, 0.2, 0.2]);
});

test("looks that count as more than one make it narrower", () => {
  close(pool(2, [0.8, 0.2], [0.8, 0.2]), [0.64 / 0.68, 0.04 / 0.68]);
});

test("earlier looks fade", () => {
  const ages = new PooledAges();
  ages.add([1, 0], { weight: 1, fade: 0 });
  ages.add([0, 1], { weight: 0.6, fade: 0.4 });
  close(ages.pool(1), [0.4, 0.6]);
});
