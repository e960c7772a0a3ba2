import type { ThreadRecord } from "./thread-record";

/** From when to when, milliseconds since the page was opened. */
export interface Phase {
  readonly start: number;
  readonly end: number;
}

/** How free a page's thread was in a phase. Times in milliseconds. */
export interface PhaseFigures {
  readonly seconds: number;
  readonly longTasks: number;
  /** 0 where there was none. */
  readonly longestTask: number;
  /** What tasks took beyond 50 ms, together. */
  readonly blockingTime: number;
  /** Animation frames a second. */
  readonly refreshRate: number;
  /** The longest time between two of them. */
  readonly longestPause: number;
  /** Answers a second. */
  readonly resultRate: number;
}

/** Longer tasks block: a page that answers within 100 ms is felt to answer at once, and half of that is for what comes before. */
const longTask = 50;

/** Counts what of a record lies in a phase; tasks and pauses that reach into it count whole. */
export function phaseFigures(
  { longTasks, refreshes, results }: Pick<ThreadRecord, "longTasks" | "refreshes" | "results">,
  { start, end }: Phase,
): PhaseFigures {
  const seconds = (end - start) / 1000;
  const within = (time: number) => time >= start && time <= end;
  const durations = longTasks
    .filter((task) => task.start <= end && task.start + task.duration >= start)
    .map(({ duration }) => duration);
  const pauses = refreshes.slice(1).flatMap((time, index) => (within(time) ? [time - refreshes[index]!] : []));
  return {
    seconds,
    longTasks: durations.length,
    longestTask: Math.max(0, ...durations),
    blockingTime: durations.reduce((sum, duration) => sum + Math.max(0, duration - longTask), 0),
    refreshRate: refreshes.filter(within).length / seconds,
    longestPause: Math.max(0, ...pauses),
    resultRate: results.filter(within).length / seconds,
  };
}
