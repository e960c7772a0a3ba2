import { expect, it } from "@jest/globals";
import { latencyResults } from "./latency-table";
import type { LatencySubject } from "./subjects";

const subject = (group: string, network: string): LatencySubject => ({
  where: "Node",
  runtime: group,
  network,
  group,
  inputSize: 62,
  open: () => ({
    open: async () => ({ available: true, reason: "" }),
    round: async () => ({ single: [], batch: [] }),
    close: async () => {},
  }),
});

it("sets medians over all rounds beside the first of the group", () => {
  const subjects = [
    subject("native", "ours"),
    subject("wasm", "ours"),
    subject("wasm", "theirs"),
    subject("wasm", "missing"),
    subject("elsewhere", "missing too"),
    subject("elsewhere", "alone"),
  ];
  const rounds = (...singles: number[][]) => singles.map((single) => ({ single, batch: single.map((ms) => ms * 20) }));
  const results = latencyResults(subjects, [
    { rounds: rounds([1, 1], [1]) },
    { rounds: rounds([2, 9], [2, 2]) },
    { rounds: rounds([6], [5, 7]) },
    { opened: { available: false, reason: "Not installed." }, rounds: [] },
    { error: "It ended.", rounds: [] },
    { rounds: rounds([4]) },
  ]);
  expect(results.map(({ single, ratio }) => [single, ratio?.single ?? null])).toEqual([
    [1, 1],
    [2, 1],
    [6, 3],
    [null, null],
    [null, null],
    [4, null],
  ]);
  expect(results[2]!.ratio!.batch).toBe(3);
  expect(results[3]!.reason).toBe("Not installed.");
});
