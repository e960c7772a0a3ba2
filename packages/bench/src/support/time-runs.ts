/** How long something is measured: until the time is spent, but so often at least. */
export interface TimeBudget {
  readonly milliseconds: number;
  readonly least: number;
}

/** Milliseconds of each run, one after the other. */
export async function timeRuns(run: () => Promise<unknown>, { milliseconds, least }: TimeBudget): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now();
  while (times.length < least || performance.now() - begin < milliseconds) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times;
}
