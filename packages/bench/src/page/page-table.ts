import { markdownTable } from "../support/markdown";
import type { DrivenPage } from "./drive-page";
import type { SlowFrame } from "./thread-record";

/** A driven page and what it is. */
export type NamedPage = DrivenPage & { readonly title: string };

/** How free the pages' threads were, phase by phase. */
export function pageTable(pages: readonly NamedPage[]): string {
  const head = [
    "the work is done",
    "while",
    "seconds",
    "tasks over 50 ms",
    "the longest, ms",
    "total blocking time, ms",
    "refreshes a second",
    "longest pause, ms",
    "webcam frames a second",
  ];
  return markdownTable(
    head,
    pages.flatMap(({ title, phases }) =>
      phases.map(({ name, figures }) => [
        title,
        name,
        figures.seconds.toFixed(1),
        String(figures.longTasks),
        figures.longestTask.toFixed(0),
        figures.blockingTime.toFixed(0),
        figures.refreshRate.toFixed(0),
        figures.longestPause.toFixed(0),
        name === "webcam" ? figures.resultRate.toFixed(1) : "-",
      ]),
    ),
  );
}

/** One line about a frame that took long: when, how long, and what ran in it. */
export function describeSlowFrame({ start, duration, layout, scripts }: SlowFrame): string {
  const parts = scripts.map(
    (script) =>
      `${script.duration.toFixed(0)} ms ${script.invoker} (${script.source}${
        script.forcedLayout > 0 ? `, layout ${script.forcedLayout.toFixed(0)} ms` : ""
      })`,
  );
  const beginning = `at ${(start / 1000).toFixed(2)} s: ${duration.toFixed(0)} ms, style and layout ${layout.toFixed(0)} ms`;
  return [beginning, ...parts].join("; ");
}
