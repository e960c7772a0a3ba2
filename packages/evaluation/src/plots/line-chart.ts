import type { Scale } from "./scale";
import { createScale } from "./scale";
import type { CurvePoint } from "./smooth";
import { drawText, round } from "./svg";

/** One curve of a chart. */
export interface Curve {
  readonly points: readonly CurvePoint[];
  /** A CSS colour. */
  readonly colour: string;
  /** Pixels. */
  readonly width: number;
  /** 0..1; a faint curve is the noise behind a smooth one, and may run out of the chart. */
  readonly opacity: number;
  /** Draws a dot at each point. */
  readonly dots?: boolean;
  /** As SVG's stroke-dasharray. */
  readonly dash?: string;
}

/** The area between two curves, such as where a curve may be. It may run out of the chart. */
export interface Band {
  readonly points: readonly (readonly [x: number, low: number | null, high: number | null])[];
  /** A CSS colour. */
  readonly colour: string;
  /** 0..1 */
  readonly opacity: number;
}

/** A chart and where it goes. */
export interface LineChart {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Drawn faintly behind the curves. */
  readonly bands?: readonly Band[];
  readonly x: Scale;
  /** Without it, a scale that fits the curves. */
  readonly y?: Scale;
  /** What stands along the horizontal axis, below its numbers. */
  readonly xTitle?: string;
  /** Vertical lines with a name to their right, such as where a stage begins. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
  /** The frame of the curves, pixels; ticks and title stand around it. */
  readonly frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Whether the numbers are shares, to be written as per cent. */
  readonly percent?: boolean;
}

/** One chart as SVG elements. */
export function drawLineChart(chart: LineChart): string {
  const { title, curves, bands = [], x, xTitle, marks = [], frame, percent = false } = chart;
  const { left, top, width, height } = frame;
  const values = curves
    .filter(({ opacity }) => opacity === 1)
    .flatMap(({ points }) => points.flatMap(([, y]) => y ?? []));
  const y = chart.y ?? createScale(values, { ticks: 4 });
  const toX = (value: number) => round(left + ((value - x.lowest) / (x.highest - x.lowest)) * width);
  const toY = (value: number) => round(top + height - ((value - y.lowest) / (y.highest - y.lowest)) * height);
  const label = (value: number) => (percent ? `${Number((value * 100).toFixed(1))} %` : y.format(value));
  const clip = `clip-${left}-${top}`;
  const bottom = top + height;
  const parts = [
    drawText(title, "title", { x: left, y: top - 10 }),
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${left}" x2="${left + width}" y1="${toY(tick)}" y2="${toY(tick)}"/>` +
        drawText(label(tick), "tick", { x: left - 6, y: toY(tick) + 4, anchor: "end" }),
    ),
    ...x.ticks.map(
      (tick) =>
        `<line class="axis" x1="${toX(tick)}" x2="${toX(tick)}" y1="${bottom}" y2="${bottom + 4}"/>` +
        drawText(x.format(tick), "tick", { x: toX(tick), y: bottom + 17, anchor: "middle" }),
    ),
    `<line class="axis" x1="${left}" x2="${left + width}" y1="${bottom}" y2="${bottom}"/>`,
    `<clipPath id="${clip}"><rect x="${left}" y="${top - 3}" width="${width}" height="${height + 6}"/></clipPath>`,
    ...marks.map(
      (mark) =>
        `<line class="mark" x1="${toX(mark.x)}" x2="${toX(mark.x)}" y1="${top}" y2="${bottom}"/>` +
        drawText(mark.label, "tick", { x: toX(mark.x) + 4, y: top + 11 }),
    ),
    `<g clip-path="url(#${clip})">`,
    ...bands.map((band) => drawBand(band, { toX, toY })),
    ...curves.map((curve) => drawCurve(curve, { toX, toY })),
    "</g>",
  ];
  if (xTitle) parts.push(drawText(xTitle, "tick", { x: left + width / 2, y: bottom + 34, anchor: "middle" }));
  if (values.length === 0)
    parts.push(drawText("no such labels", "tick", { x: left + width / 2, y: top + height / 2, anchor: "middle" }));
  return parts.join("\n");
}

interface Mapping {
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
}

/** A gap ends an area; the next one begins behind it. */
function drawBand({ points, colour, opacity }: Band, { toX, toY }: Mapping): string {
  const areas: { there: string[]; back: string[] }[] = [{ there: [], back: [] }];
  for (const [x, low, high] of points)
    if (low === null || high === null) areas.push({ there: [], back: [] });
    else {
      areas.at(-1)!.there.push(`${toX(x)},${toY(high)}`);
      areas.at(-1)!.back.unshift(`${toX(x)},${toY(low)}`);
    }
  return areas
    .filter(({ there }) => there.length > 1)
    .map(
      ({ there, back }) =>
        `<polygon fill="${colour}" fill-opacity="${opacity}" points="${[...there, ...back].join(" ")}"/>`,
    )
    .join("");
}

function drawCurve({ points, colour, width, opacity, dots, dash }: Curve, { toX, toY }: Mapping): string {
  // A gap ends a line; the next one begins behind it.
  const lines: string[][] = [[]];
  for (const [x, y] of points)
    if (y === null) lines.push([]);
    else lines.at(-1)!.push(`${toX(x)},${toY(y)}`);
  const style = `stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"${dash ? ` stroke-dasharray="${dash}"` : ""}`;
  const drawn = lines
    .filter((line) => line.length > 1)
    .map((line) => `<polyline ${style} points="${line.join(" ")}"/>`);
  const marked = dots ? lines.flat().map((point) => drawDot(point, colour)) : [];
  return [...drawn, ...marked].join("");
}

function drawDot(point: string, colour: string): string {
  const [x, y] = point.split(",");
  return `<circle cx="${x}" cy="${y}" r="2.5" fill="${colour}"/>`;
}
