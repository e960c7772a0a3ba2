import type { Scale } from "./scale";
import { createScale } from "./scale";
import type { CurvePoint } from "./smooth";

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
}

/** A chart and where it goes. */
export interface LineChart {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly x: Scale;
  /** Vertical lines with a name to their right, such as where a stage begins. */
  readonly marks: readonly { readonly x: number; readonly label: string }[];
  /** The frame of the curves, pixels; ticks and title stand around it. */
  readonly frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Whether the numbers are shares, to be written as per cent. */
  readonly percent?: boolean;
}

const round = (value: number) => Number(value.toFixed(1));

/** Makes text safe inside SVG. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** One chart as SVG elements. */
export function drawLineChart({ title, curves, x, marks, frame, percent = false }: LineChart): string {
  const { left, top, width, height } = frame;
  const strong = curves.filter(({ opacity }) => opacity === 1).flatMap(({ points }) => points);
  const values = strong.flatMap(([, value]) => value ?? []);
  const y = createScale(values, { ticks: 4 });
  const toX = (value: number) => round(left + ((value - x.lowest) / (x.highest - x.lowest)) * width);
  const toY = (value: number) => round(top + height - ((value - y.lowest) / (y.highest - y.lowest)) * height);
  const label = (value: number) => (percent ? `${Number((value * 100).toFixed(1))} %` : y.format(value));
  const clip = `clip-${left}-${top}`;
  const parts = [
    `<text class="title" x="${left}" y="${top - 10}">${escapeText(title)}</text>`,
    ...y.ticks.map(
      (tick) =>
        `<line class="grid" x1="${left}" x2="${left + width}" y1="${toY(tick)}" y2="${toY(tick)}"/>` +
        `<text class="tick" text-anchor="end" x="${left - 6}" y="${toY(tick) + 4}">${label(tick)}</text>`,
    ),
    ...x.ticks.map(
      (tick) =>
        `<line class="axis" x1="${toX(tick)}" x2="${toX(tick)}" y1="${top + height}" y2="${top + height + 4}"/>` +
        `<text class="tick" text-anchor="middle" x="${toX(tick)}" y="${top + height + 17}">${x.format(tick)}</text>`,
    ),
    `<line class="axis" x1="${left}" x2="${left + width}" y1="${top + height}" y2="${top + height}"/>`,
    `<clipPath id="${clip}"><rect x="${left}" y="${top - 3}" width="${width}" height="${height + 6}"/></clipPath>`,
    ...marks.map(
      (mark) =>
        `<line class="mark" x1="${toX(mark.x)}" x2="${toX(mark.x)}" y1="${top}" y2="${top + height}"/>` +
        `<text class="tick" x="${toX(mark.x) + 4}" y="${top + 11}">${escapeText(mark.label)}</text>`,
    ),
    `<g clip-path="url(#${clip})">${curves.map((curve) => drawCurve(curve, { toX, toY })).join("")}</g>`,
  ];
  if (values.length === 0)
    parts.push(
      `<text class="tick" text-anchor="middle" x="${left + width / 2}" y="${top + height / 2}">no such labels</text>`,
    );
  return parts.join("\n");
}

function drawCurve(
  { points, colour, width, opacity, dots }: Curve,
  { toX, toY }: { toX: (value: number) => number; toY: (value: number) => number },
): string {
  // A gap ends a line; the next one begins behind it.
  const lines: string[][] = [[]];
  for (const [x, y] of points)
    if (y === null) lines.push([]);
    else lines.at(-1)!.push(`${toX(x)},${toY(y)}`);
  const style = `stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"`;
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
