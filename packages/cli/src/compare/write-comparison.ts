import { join } from "node:path";
import { writeWholeFile } from "@fagr/core/files";
import { ageComparisonTable, type ComparedSystem, genderComparisonTable } from "@fagr/evaluation";
import { plotAgeErrorPanels, plotGenderComparison } from "@fagr/evaluation/plots";
import { svgToPng } from "@fagr/evaluation/png";
import type { MeasuredRun } from "../evaluate/measure-runs";

/** Name and version of the format of `report.json`. */
const comparisonFormat = "fagr-comparison/1";

/** What is written and shown. */
export interface MeasuredSystem extends ComparedSystem {
  readonly sets: readonly MeasuredRun[];
}

/** The comparison as Markdown: the document's table and figure, ages, and what was compared. */
function comparisonToMarkdown(systems: readonly MeasuredSystem[]): string {
  const sets = systems[0]!.sets;
  const gender = genderComparisonTable(systems);
  const age = ageComparisonTable(systems);
  const modelLines = systems.map(({ name, sets: [first] }) => {
    const { model } = first!.run;
    const parts = [model.name, model.version, model.sha256 && `SHA-256 ${model.sha256.slice(0, 8)}...`];
    return `- ${name}: ${parts.filter(Boolean).join(", ")}`;
  });
  const setLines = sets.map(({ name, run, measurement, failed }) => {
    const missed = failed > 0 ? `; ${failed} more pictures in which no face was found` : "";
    return `- ${name}: ${measurement.count} faces of \`${run.dataSet}\`${missed}`;
  });
  return [
    "# Comparison",
    `All systems see the same faces in the same boxes, found by ${sets[0]!.run.detector}; each gets the crop that it was trained on.`,
    [...modelLines, ...setLines].join("\n"),
    ...(gender
      ? ["## Gender", gender, "The best of a column, as rounded, is bold; `report.json` has the 95 % intervals."]
      : []),
    ...(age
      ? [
          "## Age",
          "Mean absolute error, years, with 95 % intervals; the lowest is bold.",
          age,
          "![Mean absolute error at every age: a panel per system, a line per data set](age-errors.svg)",
        ]
      : []),
  ]
    .join("\n\n")
    .concat("\n");
}

/**
 * Writes `report.md`, `report.json`, and the document's table and figure as SVG and PNG into a folder.
 *
 * @returns The names of the files.
 */
export async function writeComparison(folder: string, systems: readonly MeasuredSystem[]): Promise<string[]> {
  const pictures = {
    "gender-table": plotGenderComparison(systems, { title: "Gender: recall, precision and F1" }),
    "age-errors": plotAgeErrorPanels(systems, { title: "Mean absolute age error at every age" }),
  };
  const files = new Map<string, string | Uint8Array>([
    ["report.json", `${JSON.stringify({ format: comparisonFormat, systems }, null, 2)}\n`],
    ["report.md", comparisonToMarkdown(systems)],
  ]);
  for (const [name, svg] of Object.entries(pictures)) {
    files.set(`${name}.svg`, svg);
    files.set(`${name}.png`, await svgToPng(svg));
  }
  for (const [name, content] of files) await writeWholeFile(join(folder, name), content);
  return [...files.keys()];
}
