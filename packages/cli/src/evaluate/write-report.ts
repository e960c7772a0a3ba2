import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeWholeFile } from "@fagr/core/files";
import { measurementsToMarkdown } from "@fagr/evaluation";
import { plotAgeDistribution, plotAgeErrors, plotCalibration, plotGenderConfusion } from "@fagr/evaluation/plots";
import { svgToPng } from "@fagr/evaluation/png";
import type { MeasuredRun } from "./measure-runs";
import { runsToMarkdown } from "./runs-to-markdown";

/** Name and version of the format of `report.json`. */
const reportFormat = "fagr-evaluation/1";

interface Plot {
  /** The file's name without its ending. */
  readonly file: string;
  readonly title: string;
  readonly draw: (runs: readonly MeasuredRun[]) => string;
  readonly applies: (run: MeasuredRun) => boolean;
}

const knowsAge = ({ measurement }: MeasuredRun) => measurement.age.count > 0;
const knowsGender = ({ measurement }: MeasuredRun) => measurement.gender.count > 0;

const plots: readonly Plot[] = [
  {
    file: "age-errors",
    title: "Mean absolute error against age",
    draw: (runs) => plotAgeErrors(runs),
    applies: knowsAge,
  },
  {
    file: "gender-confusion",
    title: "Known and predicted gender",
    draw: (runs) => plotGenderConfusion(runs),
    applies: knowsGender,
  },
  {
    file: "calibration",
    title: "Calibration of the gender probability",
    draw: (runs) => plotCalibration(runs),
    applies: knowsGender,
  },
  {
    file: "age-distribution",
    title: "Known and predicted ages",
    draw: (runs) => plotAgeDistribution(runs),
    applies: knowsAge,
  },
];

/**
 * Writes `report.json`, `report.md` and the plots, each as SVG and PNG, into a folder.
 *
 * @returns The names of the files.
 */
export async function writeReport(folder: string, runs: readonly MeasuredRun[]): Promise<string[]> {
  // All runs go into each plot, which leaves out those it cannot show: so a run has one colour in all of them.
  const drawn = plots
    .filter(({ applies }) => runs.some(applies))
    .map(({ draw, file, title }) => ({ file, title, svg: draw(runs) }));
  const images = drawn.map(({ file, title }) => `![${title}](${file}.svg)`);
  const markdown = [
    "# Evaluation",
    runsToMarkdown(runs),
    measurementsToMarkdown(runs),
    ...(images.length > 0 ? ["## Plots", ...images] : []),
  ];
  const files = new Map<string, string | Uint8Array>([
    ["report.json", `${JSON.stringify({ format: reportFormat, runs }, null, 2)}\n`],
    ["report.md", `${markdown.map((part) => part.trim()).join("\n\n")}\n`],
  ]);
  for (const { file, svg } of drawn) {
    files.set(`${file}.svg`, svg);
    files.set(`${file}.png`, await svgToPng(svg));
  }
  // A plot that an earlier report left and this one has not would be taken for its own.
  const stale = plots
    .filter(({ file }) => !files.has(`${file}.svg`))
    .flatMap(({ file }) => [`${file}.svg`, `${file}.png`]);
  for (const name of stale) await rm(join(folder, name), { force: true });
  for (const [name, content] of files) await writeWholeFile(join(folder, name), content);
  return [...files.keys()];
}
