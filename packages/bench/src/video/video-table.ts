import { markdownTable } from "../support/markdown";
import type { VideoFigures } from "./figures";
import type { IntervalResult } from "./measure-intervals";

/** A way and what was measured of it. */
export interface VideoResult {
  readonly title: string;
  readonly figures: VideoFigures;
  /** Frames that are done in a second of one core, where it was measured. */
  readonly framesPerSecond?: number;
  readonly looksPerFrame: number;
}

/** A figure that there is not is a dash. */
const number = (value: number | undefined, digits: number) =>
  value === undefined || Number.isNaN(value) ? "-" : value.toFixed(digits);
const percent = (value: number) => (Number.isNaN(value) ? "-" : `${(100 * value).toFixed(0)} %`);

/** How steady answers and identities are. */
export function steadinessTable(results: readonly VideoResult[]): string {
  return markdownTable(
    ["", "age, frame to frame, years", "age within a face, years", "gender flips", "age error"],
    results.map(({ title, figures }) => [
      title,
      number(figures.ageJitter, 2),
      number(figures.ageSpread, 2),
      String(figures.genderFlips),
      number(figures.ageError, 1),
    ]),
  );
}

/** What it costs, and how faces are followed. */
export function trackingTable(results: readonly VideoResult[]): string {
  return markdownTable(
    ["", "frames searched", "looks a frame", "frames/s of a core", "visible faces shown", "identities", "switches"],
    results.map(({ title, figures, framesPerSecond, looksPerFrame }) => [
      title,
      percent(figures.searchedShare),
      number(looksPerFrame, 2),
      number(framesPerSecond, 1),
      percent(figures.recall),
      String(figures.identities),
      String(figures.switches),
    ]),
  );
}

/** How often intervals hold the age. */
export function intervalTable(results: readonly IntervalResult[]): string {
  return markdownTable(
    ["", "age in the 80 % interval", "width of the interval, years", "age error"],
    results.map(({ title, coverage, width, ageError }) => [
      title,
      percent(coverage),
      number(width, 1),
      number(ageError, 1),
    ]),
  );
}
