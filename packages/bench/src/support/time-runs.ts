/** How long something is measured: until the time is spent, but so often at least. */
export interface TimeBudget {
  readonly milliseconds: number;
  readonly least: number;
}

/** Pages round their clock to 0.1 ms. What is quicker than this is timed several times together, so that it doesn't matter. */
const shortest = 8;

/** Milliseconds of a run, measured again and again, one after the other. */
export async function timeRuns(run: () => Promise<unknown>, { milliseconds, least }: TimeBudget): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now();
  while (times.length < least || performance.now() - begin < milliseconds) {
    const start = performance.now();
    let passed = 0;
    let runs = 0;
    while (passed < shortest) {
      await run();
      runs++;
      passed = performance.now() - start;
    }
    times.push(passed / runs);
  }
  return times;
}
