// For tests: answers with the picture's width, and does something else for some widths.
import { setTimeout as sleep } from "node:timers/promises";

/** What happens for pictures of a width. */
const moods = {
  2: (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  3: () =>
    new Promise(() => {
      setImmediate(() => {
        throw new Error("out of the blue");
      });
    }),
  4: () => process.exit(7),
  5: () => {
    for (;;);
  },
};

export default async function createMoodyAnalyzer() {
  return {
    async analyze({ width }, { signal }) {
      await moods[width]?.(signal);
      await sleep(Math.random() * 8);
      return [{ box: { x: 0, y: 0, width, height: 1 }, score: 1 }];
    },
  };
}
