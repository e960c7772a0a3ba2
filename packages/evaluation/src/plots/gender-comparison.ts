import type { ComparedSystem } from "../comparison/compared-system";
import { type GenderGrid, genderFigures, layGenderGrid } from "../comparison/gender-grid";
import type { PlotOptions } from "./measurement-plot";
import { drawPicture, drawText, labelWidth } from "./svg";

const cell = { width: 52, height: 24 } as const;
const setWidth = cell.width * 6;
const margin = 24;
/** Sets beside each other before the next ones go below: what a page shows without shrinking it much. */
const setsInARow = 3;

/**
 * The document's table of gender as a picture, see `genderComparisonTable` of @fagr/evaluation: more than three data sets go on below.
 *
 * @returns An SVG picture.
 *
 * @example
 * ```ts
 * await writeFile("gender.svg", plotGenderComparison([{ name: "ours", sets: [{ name: "LFW", measurement }] }]));
 * ```
 */
export function plotGenderComparison(
  systems: readonly ComparedSystem[],
  { title = "Gender" }: PlotOptions = {},
): string {
  const grid = layGenderGrid(systems);
  const names = Math.max(80, ...grid.rows.map(({ name }) => labelWidth(name) + 16));
  const blocks = Math.ceil(grid.sets.length / setsInARow);
  const blockHeight = (grid.rows.length + 3) * cell.height + 28;
  const parts = Array.from({ length: blocks }, (_, block) =>
    drawBlock(grid, { first: block * setsInARow, left: margin + names, top: 60 + block * blockHeight }),
  );
  return drawPicture(parts, {
    width: margin * 2 + names + Math.min(Math.max(1, grid.sets.length), setsInARow) * (setWidth + 12),
    height: 60 + Math.max(1, blocks) * blockHeight,
    ...{ title, left: margin },
  });
}

/** Some of the sets beside each other, with the systems' names to their left. */
function drawBlock({ sets, rows }: GenderGrid, { first, left, top }: { first: number; left: number; top: number }) {
  const lineAt = (row: number) => top + (row + 3) * cell.height + 16;
  const shown = sets.slice(first, first + setsInARow);
  const ofSet = ({ name, males, females }: (typeof sets)[number], place: number) => {
    const start = left + place * (setWidth + 12);
    const middle = (column: number, span: number) => start + (column + span / 2) * cell.width;
    const rule = (y: number) => `<line class="axis" x1="${start}" x2="${start + setWidth}" y1="${y}" y2="${y}"/>`;
    const head = (text: string, place: { x: number; row: number }, style: "title" | "tick") =>
      drawText(text, style, { x: place.x, y: top + place.row * cell.height + 16, anchor: "middle" });
    return [
      head(`${name} (${males} men, ${females} women)`, { x: middle(0, 6), row: 0 }, "title"),
      ...genderFigures.flatMap(({ title }, index) => [
        head(title, { x: middle(index * 2, 2), row: 1 }, "tick"),
        head("male", { x: middle(index * 2, 1), row: 2 }, "tick"),
        head("female", { x: middle(index * 2 + 1, 1), row: 2 }, "tick"),
      ]),
      rule(top + 3 * cell.height),
      ...rows.flatMap(({ cells }, row) =>
        cells
          .slice((first + place) * 6, (first + place + 1) * 6)
          .map(({ text, isBest }, column) =>
            drawText(text, isBest ? "title" : "label", { x: middle(column, 1), y: lineAt(row), anchor: "middle" }),
          ),
      ),
    ];
  };
  const names = rows.map(({ name }, row) => drawText(name, "label", { x: margin, y: lineAt(row) }));
  return [...names, ...shown.flatMap(ofSet)].join("\n");
}
