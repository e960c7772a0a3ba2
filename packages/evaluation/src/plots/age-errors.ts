import type { NamedMeasurement } from "../report/format";
import { gapNote } from "./gap-note";
import { drawLineChart } from "./line-chart";
import { legendOf, legendTop, type PlotOptions, plotMargin, plotWidth } from "./measurement-plot";
import { createScale } from "./scale";
import { smoothByAge } from "./smooth-by-age";
import { drawLegend, drawPicture, drawText } from "./svg";

/** How to draw errors against age. */
export interface AgeErrorsOptions extends PlotOptions {
  /** How far each point of a curve looks around, years (standard deviation of a Gaussian). Default 1.5; 0 does not smooth. */
  readonly smoothing?: number;
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const sureness = 1.96;

/**
 * The document's figure: the mean absolute error at every known age, a line per measurement, lightly smoothed, in a band that
 * holds it with 95 % confidence. Where fewer than five faces are near an age, a line has a gap, and the picture says which.
 *
 * @returns An SVG picture, 800 pixels wide.
 *
 * @example
 * ```ts
 * const measurements = [{ name: "UTKFace", measurement }, { name: "WIKI", measurement: other }];
 * await writeFile("ages.svg", plotAgeErrors(measurements));
 * ```
 */
export function plotAgeErrors(
  measurements: readonly NamedMeasurement[],
  { title = "Age error by age", smoothing = 1.5 }: AgeErrorsOptions = {},
): string {
  // Whatever has no ages keeps its colour, so that it is the same in all pictures of these measurements.
  const lines = legendOf(measurements).flatMap((entry, index) => {
    const { age, byAge, settings } = measurements[index]!.measurement;
    return age.count > 0 ? [{ entry, byAge, curve: smoothByAge(byAge, smoothing), range: settings.ageRange }] : [];
  });
  const { left, right } = plotMargin;
  const width = plotWidth - left - right;
  const entries = lines.map(({ entry }) => entry);
  const legend = drawLegend(entries, { left, top: legendTop, width });
  const frame = { left, top: legendTop + legend.height + 26, width, height: 320 };
  // With the tops of the bands: none is cut.
  const errors = lines.flatMap(({ curve }) =>
    curve.flatMap(({ mae, deviation }) => (mae === null ? [] : mae + sureness * deviation!)),
  );
  const ages = lines.length > 0 ? lines.flatMap(({ range }) => range) : [18, 65];
  const chart = drawLineChart({
    title: "Mean absolute error, years",
    xTitle: "known age, years",
    x: createScale([], { lowest: Math.min(...ages), highest: Math.max(...ages), ticks: 12 }),
    y: createScale(errors.length > 0 ? errors : [10], { lowest: 0, ticks: 6 }),
    frame,
    bands: lines.map(({ entry, curve }) => ({
      colour: entry.colour,
      // Many bands over one another would hide the lines.
      opacity: lines.length > 3 ? 0.06 : 0.12,
      points: curve.map(({ age, mae, deviation }) =>
        mae === null ? [age, null, null] : [age, Math.max(0, mae - sureness * deviation!), mae + sureness * deviation!],
      ),
    })),
    curves: lines.map(({ entry: { colour, dash }, curve }) => ({
      ...{ points: curve.map(({ age, mae }) => [age, mae] as const), colour, width: 2.2, opacity: 1 },
      ...(dash ? { dash } : {}),
    })),
  });
  const bottom = frame.top + frame.height + 48;
  const notes = lines.flatMap(({ entry, byAge, curve }) => gapNote(entry.name, { byAge, curve }));
  const texts = notes.map((note, index) =>
    drawText(note, "tick", { x: left, y: bottom + 6 + index * 16, anchor: "start" }),
  );
  return drawPicture([legend.svg, chart, ...texts], {
    ...{ width: plotWidth, height: bottom + notes.length * 16, title, left },
  });
}
