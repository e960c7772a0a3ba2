import { expect, it } from "@jest/globals";
import { toResult } from "./backend-result";
import type { BackendSubject } from "./backend-subject";
import { backendsTable } from "./backends-table";

const subject: BackendSubject = {
  name: "some",
  environment: "node",
  module: "@fagr/backend-some",
  factory: "someBackend",
};
/** One face, all 48 ages alike. */
const reference = { age: new Float32Array(48).fill(1 / 48), gender: Float32Array.of(0.5, 0.5) };

it("tells how far the answers are apart, as probability and in years", () => {
  // 0.01 moves from 18 years to 65.
  const age = [...reference.age];
  age[0]! -= 0.01;
  age[47]! += 0.01;
  const result = toResult(
    subject,
    "Node 20",
    {
      opened: { available: true, reason: "It runs.", probabilities: { age, gender: [0.48, 0.52] }, memory: 2.4e6 },
      rounds: [
        { single: [3, 1], batch: [40] },
        { single: [2], batch: [60, 50] },
      ],
    },
    reference,
  );
  expect(result).toMatchObject({ ranHere: true, milliseconds: { single: 2, batch: 50 } });
  expect(result.largestDifference).toBeCloseTo(0.02, 6);
  expect(result.largestAgeDifference).toBeCloseTo(0.47, 4);
  expect(backendsTable([result])).toMatch(
    /\| some +\| Node 20 +\| its own +\| yes +\| 2\.0e-2 +\| 4\.7e-1 +\| 2\.00 +\| 50\.0 +\| 2 MB +\|/,
  );
});

it("says why a backend did not run", () => {
  const results = [
    toResult(subject, "Node 20", { opened: { available: false, reason: "Install it." }, rounds: [] }, reference),
    toResult(subject, "Node 22", { error: "Its process ended (SIGSEGV).", rounds: [] }, reference),
  ];
  expect(results.map(({ ranHere, reason }) => [ranHere, reason])).toEqual([
    [false, "Install it."],
    [false, "Its process ended (SIGSEGV)."],
  ]);
  expect(backendsTable(results)).toContain("no: Its process ended (SIGSEGV).");
});
