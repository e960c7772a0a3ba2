import type { NamedMeasurement } from "../report/format";
import { drawBinSizes } from "./bin-sizes";
import { type Curve, drawLineChart } from "./line-chart";
import { legendOf, legendTop, type PlotOptions, plotMargin, plotWidth } from "./measurement-plot";
import { createScale } from "./scale";
import { drawLegend, drawPicture, type LegendEntry } from "./svg";

const gap = 84;
const chartHeight = 250;
const barsGap = 44;
const barsHeight = 56;
/** A bin of fewer faces says more about luck than about the model; its bar still shows that it is there. */
const fewestFaces = 10;

/**
 * How well the models are calibrated: stated against observed. On the left the gender probability (a reliability diagram, with
 * the share of the faces in each bin below it), on the right the share of known ages that age intervals cover. A calibrated model
 * stays on the dashed line; below it, it is overconfident.
 *
 * @returns An SVG picture, 800 pixels wide.
 *
 * @example
 * ```ts
 * await writeFile("calibration.svg", plotCalibration([{ name: "UTKFace", measurement }]));
 * ```
 */
export function plotCalibration(
  measurements: readonly NamedMeasurement[],
  { title = "Stated and observed" }: PlotOptions = {},
): string {
  const entries = legendOf(measurements);
  const { left, right } = plotMargin;
  const legend = drawLegend(entries, { left, top: legendTop, width: plotWidth - left - right });
  const top = legendTop + legend.height + 26;
  const width = (plotWidth - left - right - gap) / 2;
  const gender = { left, top, width, height: chartHeight };
  const age = { ...gender, left: left + width + gap, height: chartHeight + barsGap + barsHeight };
  const bins = measurements.map(({ measurement }) => measurement.calibration.gender.bins);
  const reliability = bins.map((all) =>
    all
      .filter(({ count }) => count >= fewestFaces)
      .map(({ confidence, accuracy }) => [confidence!, accuracy!] as const),
  );
  const coverage = measurements.map(({ measurement }) =>
    measurement.calibration.age.flatMap(({ probability, coverage: covered }) =>
      covered === null ? [] : [[probability, covered] as const],
    ),
  );
  const lowest = Math.min(0.5, ...reliability.flat().map(([, accuracy]) => Math.floor(accuracy * 10) / 10));
  const shares = createScale([], { lowest: 0.5, highest: 1 });
  const percents = { ...shares, format: (value: number) => `${Math.round(value * 100)} %` };
  return drawPicture(
    [
      legend.svg,
      drawLineChart({
        ...{ title: "Gender: share of right answers", frame: gender, x: percents, percent: true },
        y: createScale([], { lowest, highest: 1 }),
        curves: [diagonal, ...toCurves(reliability, entries)],
      }),
      drawBinSizes(bins, { entries, frame: { left, width, top: top + chartHeight + barsGap, height: barsHeight } }),
      drawLineChart({
        ...{ title: "Age: share of known ages in the interval", frame: age, percent: true },
        x: { ...percents, ...createScale([], { lowest: 0, highest: 1 }), format: percents.format },
        y: createScale([], { lowest: 0, highest: 1 }),
        curves: coverage.every((points) => points.length === 0) ? [] : [diagonal, ...toCurves(coverage, entries)],
        xTitle: "stated probability of the interval",
      }),
    ],
    { width: plotWidth, height: top + age.height + 50, title, left },
  );
}

const diagonal: Curve = {
  ...{ colour: "#999", width: 1, opacity: 1, dash: "4 3" },
  points: [
    [0, 0],
    [1, 1],
  ],
};

function toCurves(
  points: readonly (readonly (readonly [number, number])[])[],
  entries: readonly LegendEntry[],
): Curve[] {
  return points.map((line, index) => {
    const { colour, dash } = entries[index]!;
    return { points: line, colour, width: 2, opacity: 1, dots: true, ...(dash ? { dash } : {}) };
  });
}
