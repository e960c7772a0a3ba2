import type { Gender } from "@fagr/core";
import { formatShare, type NamedMeasurement } from "../report/format";
import { drawPanels, type Panel, type PlotOptions } from "./measurement-plot";
import { drawText, round } from "./svg";

const genders = ["female", "male"] as const satisfies readonly Gender[];
const cellHeight = 74;
/** More letters than this need wider panels. */
const longestName = 20;

/**
 * The confusion of genders: a table of two by two for each measurement, rows for the labels, columns for the answers. A cell
 * shows the share of its row and the number of faces; a darker cell has a larger share.
 *
 * @returns An SVG picture, 800 pixels wide.
 *
 * @example
 * ```ts
 * await writeFile("confusion.svg", plotGenderConfusion([{ name: "UTKFace", measurement }]));
 * ```
 */
export function plotGenderConfusion(
  measurements: readonly NamedMeasurement[],
  { title = "Gender: known (rows) and predicted (columns)" }: PlotOptions = {},
): string {
  const isLong = measurements.some(({ name }) => name.length > longestName);
  return drawPanels(measurements, drawMatrix, {
    ...{ title, columns: isLong ? 2 : 3, height: 28 + 2 * cellHeight, gap: { x: 54, y: 52 } },
  });
}

function drawMatrix({ name, measurement, left, top, width }: Panel): string {
  const { confusion, accuracy } = measurement.gender;
  const cellWidth = width / 2;
  const heading = accuracy.value === null ? name : `${name}: ${formatShare(accuracy.value)}`;
  return [
    drawText(heading, "title", { x: left, y: top }),
    ...genders.map((answer, column) =>
      drawText(answer, "tick", { x: left + (column + 0.5) * cellWidth, y: top + 20, anchor: "middle" }),
    ),
    ...genders.flatMap((known, row) => {
      const total = confusion[known].female + confusion[known].male;
      const y = top + 28 + row * cellHeight;
      return [
        drawText(known, "tick", { x: left - 6, y: y + cellHeight / 2 + 4, anchor: "end" }),
        ...genders.map((answer, column) =>
          drawCell(confusion[known][answer], total, { x: left + column * cellWidth, y, width: cellWidth }),
        ),
      ];
    }),
  ].join("\n");
}

function drawCell(count: number, total: number, { x, y, width }: { x: number; y: number; width: number }): string {
  const share = total === 0 ? 0 : count / total;
  const ink = share > 0.55 ? "#fff" : "#333";
  const middle = x + width / 2;
  return [
    `<rect x="${round(x)}" y="${y}" width="${round(width - 2)}" height="${cellHeight - 2}" rx="3" fill="#f2f4f7"/>`,
    `<rect x="${round(x)}" y="${y}" width="${round(width - 2)}" height="${cellHeight - 2}" rx="3" fill="#0072b2" fill-opacity="${Number((share * 0.95).toFixed(3))}"/>`,
    drawText(total === 0 ? "-" : `${(share * 100).toFixed(1)} %`, "title", {
      ...{ x: middle, y: y + cellHeight / 2, anchor: "middle", colour: ink },
    }),
    drawText(count.toLocaleString("en"), "tick", {
      ...{ x: middle, y: y + cellHeight / 2 + 17, anchor: "middle", colour: ink },
    }),
  ].join("");
}
