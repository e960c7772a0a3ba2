import { describe, expect, it } from "@jest/globals";
import type { Row } from "./row";
import { runInTurn } from "./run-in-turn";

const log = () => {};

/** A row that writes down what is asked of it. */
function createRow(name: string, calls: string[], change: Partial<Row> = {}): { title: string; row: Row } {
  const record = (call: string) => void calls.push(`${name} ${call}`);
  return {
    title: name,
    row: {
      async open() {
        record("open");
        return { available: true, reason: "It runs." };
      },
      async round() {
        record("round");
        return { single: [1], batch: [2] };
      },
      async close() {
        record("close");
      },
      ...change,
    },
  };
}

describe("runInTurn", () => {
  it("opens one after the other, then takes turns", async () => {
    const calls: string[] = [];
    const findings = await runInTurn([createRow("a", calls), createRow("b", calls)], { rounds: 2, log });
    expect(calls).toEqual(["a open", "b open", "a round", "b round", "a round", "b round", "a close", "b close"]);
    expect(findings.map(({ rounds }) => rounds.length)).toEqual([2, 2]);
  });

  it("takes a row's failure for its result, goes on with the others and closes all", async () => {
    const calls: string[] = [];
    const failing = createRow("a", calls, { round: () => Promise.reject(new Error("The process ended.\n  at x")) });
    const closed = createRow("b", calls, { open: () => Promise.reject(new Error("no such file")) });
    const [first, second, third] = await runInTurn([failing, closed, createRow("c", calls)], { rounds: 2, log });
    expect(first).toMatchObject({ error: "The process ended.", rounds: [] });
    expect(second).toEqual({ error: "no such file", rounds: [] });
    expect(third!.rounds).toHaveLength(2);
    expect(calls).toEqual(["a open", "c open", "c round", "c round", "a close", "b close", "c close"]);
  });

  it("gives a slow row fewer rounds", async () => {
    const slow = { ...createRow("a", []), mostRounds: 1 };
    const findings = await runInTurn([slow, createRow("b", [])], { rounds: 3, log });
    expect(findings.map(({ rounds }) => rounds.length)).toEqual([1, 3]);
  });

  it("does not time what is not available", async () => {
    const calls: string[] = [];
    const missing = createRow("a", calls, { open: async () => ({ available: false, reason: "Install it." }) });
    const [finding] = await runInTurn([missing], { rounds: 3, log });
    expect(finding).toEqual({ opened: { available: false, reason: "Install it." }, rounds: [] });
  });
});
