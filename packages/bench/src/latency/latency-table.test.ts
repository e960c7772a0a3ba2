import { expect, it } from "@jest/globals";
import type { Contestant } from "./contestants";
import { latencyResults } from "./latency-table";

const contestant = (runtime: string, network: string, isOurs: boolean): Contestant => ({
  runtime,
  network,
  isOurs,
  inputSize: 62,
  subject: { kind: "peer", id: network, options: {} },
});

it("sets medians over all rounds beside ours on the same runtime", () => {
  const contestants = [
    contestant("native", "ours", true),
    contestant("wasm", "ours", true),
    contestant("wasm", "theirs", false),
    contestant("wasm", "missing", false),
    contestant("elsewhere", "alone", false),
  ];
  const rounds = (...singles: number[][]) => singles.map((single) => ({ single, batch: single.map((ms) => ms * 20) }));
  const results = latencyResults(contestants, [
    { rounds: rounds([1, 1], [1]) },
    { rounds: rounds([2, 9], [2, 2]) },
    { rounds: rounds([6], [5, 7]) },
    { opened: { available: false, reason: "Not installed." }, rounds: [] },
    { rounds: rounds([4]) },
  ]);
  expect(results.map(({ single, ratio }) => [single, ratio?.single ?? null])).toEqual([
    [1, 1],
    [2, 1],
    [6, 3],
    [null, null],
    [4, null],
  ]);
  expect(results[2]!.ratio!.batch).toBe(3);
  expect(results[3]!.reason).toBe("Not installed.");
});
