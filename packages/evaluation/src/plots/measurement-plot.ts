import type { NamedMeasurement } from "../report/format";
import { colourOf, drawPicture, drawText, type LegendEntry } from "./svg";

/** What every plot of measurements takes. */
export interface PlotOptions {
  /** Stands above the picture. */
  readonly title?: string;
}

/** Width of these pictures, pixels: what a page of text shows without shrinking it. */
export const plotWidth = 800;
/** Room at both sides, pixels. */
export const plotMargin = { left: 56, right: 24 } as const;
/** Where a legend's first line stands, pixels. */
export const legendTop = 62;

/** Dashes for what comes after the colours; they help where lines are printed in grey, too. */
const dashes = [undefined, undefined, undefined, "7 4", "2 4", "9 3 2 3", "4 3"] as const;

/** How each measurement is drawn, in their order. */
export function legendOf(measurements: readonly NamedMeasurement[]): LegendEntry[] {
  return measurements.map(({ name }, index) => ({
    name,
    colour: colourOf(index),
    dash: dashes[index % dashes.length],
  }));
}

/** Where a panel stands and what its measurement is. */
export interface Panel extends NamedMeasurement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly colour: string;
}

/** A picture of panels of the same size, one a measurement, in rows. */
export function drawPanels(
  measurements: readonly NamedMeasurement[],
  draw: (panel: Panel) => string,
  { title, columns, height, gap }: { title: string; columns: number; height: number; gap: { x: number; y: number } },
): string {
  const top = 84;
  const { left, right } = plotMargin;
  const width = (plotWidth - left - right - (columns - 1) * gap.x) / columns;
  const rows = Math.max(1, Math.ceil(measurements.length / columns));
  const parts = measurements.map(({ name, measurement }, index) =>
    draw({
      ...{ name, measurement, width, colour: colourOf(0) },
      left: left + (index % columns) * (width + gap.x),
      top: top + Math.floor(index / columns) * (height + gap.y),
    }),
  );
  if (measurements.length === 0)
    parts.push(drawText("nothing to show", "tick", { x: plotWidth / 2, y: top + height / 2, anchor: "middle" }));
  return drawPicture(parts, { width: plotWidth, height: top + rows * (height + gap.y) - gap.y + 24, title, left });
}
