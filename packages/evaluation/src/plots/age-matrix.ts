import type { AgeCounts } from "../measures/face-measurement";
import { createScale } from "./scale";
import { colourOf, drawText, round } from "./svg";

/** What each known age is taken for, as a chart of shaded cells: known ages to the right, answered ages upwards. */
export function drawAgeMatrix(
  { groups, counts }: AgeCounts,
  {
    title,
    frame: { left, top, width, height },
  }: { title: string; frame: { left: number; top: number; width: number; height: number } },
): string {
  const lowest = groups[0]![0];
  const years = groups.at(-1)![1] + 1 - lowest;
  // Answers beyond the range have a row of their own at either end.
  const rowHeight = height / (groups.length + 2);
  const toX = (age: number) => round(left + ((age - lowest) / years) * width);
  const toY = (age: number) => round(top + height - rowHeight - ((age - lowest) / years) * (height - 2 * rowHeight));
  const bottom = top + height;
  const cells = counts.flatMap((row, known) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const [x, end] = [toX(groups[known]![0]), toX(groups[known]![1] + 1)];
    return row.flatMap((count, answered) =>
      count === 0
        ? []
        : `<rect x="${x}" y="${round(bottom - (answered + 1) * rowHeight)}" width="${round(end - x)}" height="${round(rowHeight)}" fill="${colourOf(0)}" fill-opacity="${shade(count / total)}"/>`,
    );
  });
  const ticks = createScale([], { lowest, highest: lowest + years - 1, ticks: 6 }).ticks;
  return [
    drawText(title, "title", { x: left, y: top - 10 }),
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#f7f8fa"/>`,
    ...cells,
    `<line class="mark" x1="${toX(lowest)}" x2="${toX(lowest + years)}" y1="${toY(lowest)}" y2="${toY(lowest + years)}"/>`,
    ...ticks.flatMap((age) => [
      `<line class="axis" x1="${toX(age)}" x2="${toX(age)}" y1="${bottom}" y2="${bottom + 4}"/>`,
      drawText(String(age), "tick", { x: toX(age), y: bottom + 17, anchor: "middle" }),
      drawText(String(age), "tick", { x: left - 6, y: toY(age) + 4, anchor: "end" }),
    ]),
    ...[
      { text: `<${lowest}`, y: bottom - rowHeight / 2 },
      { text: `>${lowest + years - 1}`, y: top + rowHeight / 2 },
    ].map(({ text, y }) => drawText(text, "tick", { x: left - 6, y: y + 4, anchor: "end" })),
    drawText("known age, years", "tick", { x: left + width / 2, y: bottom + 34, anchor: "middle" }),
  ].join("");
}

/** Shares grow visible fast: a tenth of an age's faces is worth seeing. */
const shade = (share: number) => Number(Math.min(1, share ** 0.6).toFixed(3));
