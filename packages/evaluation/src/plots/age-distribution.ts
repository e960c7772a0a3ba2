import type { AgeCounts } from "../measures/face-measurement";
import type { NamedMeasurement } from "../report/format";
import { drawAgeMatrix } from "./age-matrix";
import { drawLineChart } from "./line-chart";
import { drawPanels, type Panel, type PlotOptions } from "./measurement-plot";
import { createScale } from "./scale";
import { colourOf, drawLegend } from "./svg";

const chartHeight = 250;
const gap = 84;

/**
 * Known against answered ages, a row of two charts for each measurement that has known ages. On the left, the confusion of ages:
 * every column holds the faces of three years of known age, a darker cell has more of them; a perfect model fills the diagonal.
 * On the right, how many faces have each age, known and predicted.
 *
 * @returns An SVG picture, 800 pixels wide.
 *
 * @example
 * ```ts
 * await writeFile("distribution.svg", plotAgeDistribution([{ name: "UTKFace", measurement }]));
 * ```
 */
export function plotAgeDistribution(
  measurements: readonly NamedMeasurement[],
  { title = "Known and predicted ages" }: PlotOptions = {},
): string {
  const aged = measurements.filter(({ measurement }) => measurement.age.count > 0);
  return drawPanels(aged, drawBoth, { title, columns: 1, height: chartHeight + 34, gap: { x: 0, y: 56 } });
}

function drawBoth({ name, measurement, left, top, width: whole }: Panel): string {
  const width = (whole - gap) / 2;
  const frame = { left, top, width, height: chartHeight };
  const right = { ...frame, left: left + width + gap };
  const { ageCounts } = measurement;
  const known = { name: "known", colour: "#555555" };
  const answered = { name: "answered", colour: colourOf(0) };
  const { groups } = ageCounts;
  const points = (counts: readonly number[]) =>
    counts.map((count, index) => [(groups[index]![0] + groups[index]![1]) / 2, count] as const);
  const curve = { width: 2, opacity: 1 };
  const counts = { known: ageCounts.counts.map(sum), answered: countAnswers(ageCounts) };
  return [
    drawAgeMatrix(ageCounts, { frame, title: `${name}: predicted by known age` }),
    drawLineChart({
      ...{ title: "Faces in three years of age", frame: right, xTitle: "age, years" },
      x: createScale([], { lowest: groups[0]![0], highest: groups.at(-1)![1], ticks: 6 }),
      y: createScale([0, ...counts.known, ...counts.answered], { lowest: 0, ticks: 5 }),
      curves: [
        { ...curve, points: points(counts.known), colour: known.colour, dash: "4 3" },
        { ...curve, points: points(counts.answered), colour: answered.colour },
      ],
    }),
    drawLegend([{ ...known, dash: "4 3" }, answered], { left: right.left + width - 186, top: top + 14, width: 190 })
      .svg,
  ].join("\n");
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Faces by answered group; answers beyond the range are in none. */
function countAnswers({ groups, counts }: AgeCounts): number[] {
  return groups.map((_group, index) => sum(counts.map((row) => row[index + 1]!)));
}
