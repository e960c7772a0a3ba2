import type { ComparedSystem } from "../comparison/compared-system";
import type { AgeErrorsOptions } from "./age-errors";
import { gapNote } from "./gap-note";
import { drawLineChart } from "./line-chart";
import { legendOf, legendTop, plotMargin, plotWidth } from "./measurement-plot";
import { createScale } from "./scale";
import { smoothByAge } from "./smooth-by-age";
import { drawLegend, drawPicture, drawText } from "./svg";

const panelHeight = 210;
const gap = { x: 56, y: 78 } as const;
const columns = 2;

/**
 * The document's figure 1: the mean absolute age error at every known age, a panel per system, a line per data set, all panels on
 * one scale. Lines are lightly smoothed. Where fewer than five faces are near an age, they have a gap, and the picture says which.
 *
 * @returns An SVG picture, 800 pixels wide.
 *
 * @example
 * ```ts
 * const systems = [{ name: "ours", sets: [{ name: "UTKFace", measurement }] }];
 * await writeFile("figure-1.svg", plotAgeErrorPanels(systems));
 * ```
 */
export function plotAgeErrorPanels(
  systems: readonly ComparedSystem[],
  { title = "Age error by age", smoothing = 1.5 }: AgeErrorsOptions = {},
): string {
  const { left, right } = plotMargin;
  const width = plotWidth - left - right;
  const sets = systems[0]?.sets ?? [];
  const isAged = (place: number) => systems.some(({ sets }) => sets[place]!.measurement.age.count > 0);
  // A set keeps its colour in all panels, whether it has ages or not.
  const legend = legendOf(sets).map((entry, place) => ({ entry, place }));
  const aged = legend.filter(({ place }) => isAged(place));
  const drawnLegend = drawLegend(
    aged.map(({ entry }) => entry),
    { left, top: legendTop, width },
  );
  const panels = systems.map(({ name, sets }) => ({
    name,
    curves: aged.map(({ entry: { colour, dash }, place }) => ({
      points: smoothByAge(sets[place]!.measurement.byAge, smoothing).map(({ age, mae }) => [age, mae] as const),
      ...{ colour, width: 2, opacity: 1 },
      ...(dash ? { dash } : {}),
    })),
  }));
  const errors = panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points.flatMap(([, mae]) => mae ?? [])));
  const ranges = systems.flatMap(({ sets }) => sets.flatMap(({ measurement }) => measurement.settings.ageRange));
  const x = createScale([], { lowest: Math.min(...ranges, 65), highest: Math.max(...ranges, 18), ticks: 8 });
  const y = createScale(errors.length > 0 ? errors : [10], { lowest: 0, ticks: 5 });
  const top = legendTop + drawnLegend.height + 30;
  const panelWidth = (width - (columns - 1) * gap.x) / columns;
  const rows = Math.max(1, Math.ceil(panels.length / columns));
  const charts = panels.map(({ name, curves }, index) =>
    drawLineChart({
      ...{ title: name, curves, x, y, xTitle: "known age, years" },
      frame: {
        left: left + (index % columns) * (panelWidth + gap.x),
        top: top + Math.floor(index / columns) * (panelHeight + gap.y),
        ...{ width: panelWidth, height: panelHeight },
      },
    }),
  );
  const bottom = top + rows * (panelHeight + gap.y) - 18;
  // All systems saw the same faces.
  const gaps = aged.flatMap(({ entry, place }) => {
    const { byAge } = systems[0]!.sets[place]!.measurement;
    return gapNote(entry.name, { byAge, curve: smoothByAge(byAge, smoothing) });
  });
  const notes = ["Mean absolute error, years, on one scale", ...gaps].map((note, index) =>
    drawText(note, "tick", { x: left, y: bottom + 16 * index, anchor: "start" }),
  );
  const height = bottom + 16 * notes.length;
  return drawPicture([drawnLegend.svg, ...charts, ...notes], { width: plotWidth, height, title, left });
}
