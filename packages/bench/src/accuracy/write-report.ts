import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { svgToPng } from "@fagr/evaluation/png";
import { workspaceFolder } from "../support/workspace";
import { writeGuide } from "../support/write-guide";
import { type AccuracyFigure, drawFigures } from "./accuracy-figures";
import { type AccuracySettings, accuracyReport } from "./accuracy-report";
import type { MeasuredFaces } from "./measure-answers";

/** Where the figures of the documents lie. */
const images = join(workspaceFolder, "docs/images");

/**
 * Writes `report.md`, `report.json` and the figures as SVG and PNG into a folder.
 *
 * @param options - `out`: the folder; `write`: whether tables and figures also go into docs/accuracy.md and docs/images.
 * @returns The report as Markdown.
 */
export async function writeReport(
  sets: readonly MeasuredFaces[],
  settings: AccuracySettings,
  { out, write }: { readonly out: string; readonly write: boolean },
): Promise<string> {
  const figures = drawFigures(sets);
  const pictures = await Promise.all(figures.map(async (figure) => ({ figure, png: await svgToPng(figure.svg) })));
  await mkdir(out, { recursive: true });
  for (const { figure, png } of pictures) {
    await writeFile(join(out, `${fileName(figure)}.svg`), figure.svg);
    await writeFile(join(out, `${fileName(figure)}.png`), png);
  }
  const report = accuracyReport(sets, settings, toMarkdown(figures, "."));
  await writeFile(join(out, "report.md"), `${report}\n`);
  await writeFile(join(out, "report.json"), `${JSON.stringify({ settings, sets }, null, 2)}\n`);
  if (write) {
    for (const { figure, png } of pictures) await writeFile(join(images, `${fileName(figure)}.png`), png);
    await writeGuide(
      "bench:accuracy",
      accuracyReport(sets, settings, toMarkdown(figures, "images")),
      "docs/accuracy.md",
    );
  }
  return report;
}

const fileName = ({ id }: AccuracyFigure) => `accuracy-${id}`;

const toMarkdown = (figures: readonly AccuracyFigure[], folder: string) =>
  figures.map((figure) => `![${figure.caption}](${folder}/${fileName(figure)}.png)`).join("\n\n");
