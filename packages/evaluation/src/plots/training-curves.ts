import { type Curve, drawLineChart } from "./line-chart";
import { createScale } from "./scale";
import { type CurvePoint, smooth, thinOut } from "./smooth";
import { drawLegend, drawPicture, drawText } from "./svg";

/** What is drawn of a line of a training's metrics; null or absent where nothing was measured. */
export interface TrainingCurveFigures {
  /** Mean of -log(probability of the labelled year). */
  readonly ageLoss?: number | null;
  /** Share of the faces whose most probable year is the labelled one, 0..1. */
  readonly ageAccuracy?: number | null;
  /** Mean absolute error, years. */
  readonly ageError?: number | null;
  /** Mean of -log(probability of the labelled gender). */
  readonly genderLoss?: number | null;
  /** Share of the faces whose gender was recognised, 0..1. */
  readonly genderAccuracy?: number | null;
  readonly learningRate?: number;
}

/** A line of a training's metrics: a step, or a validation after a step. `readMetrics()` of `@fagr/training` reads them. */
export interface TrainingCurveLine extends TrainingCurveFigures {
  readonly kind: "step" | "validation";
  /** Steps count from the start of their stage. */
  readonly stage: string;
  readonly step: number;
}

/** How to draw training curves. */
export interface TrainingCurvesOptions {
  /** Stands above the charts. Default "Training curves". */
  readonly title?: string;
  /** Share of the past in the smoothed training curves, 0..1; less where there are few points. Default 0.9. */
  readonly smoothing?: number;
}

const colours = { training: "#2f6fbf", validation: "#d9622b" } as const;

/** What is drawn: a row for each task. */
const panels: readonly { figure: keyof TrainingCurveFigures; title: string; percent?: boolean }[] = [
  { figure: "ageLoss", title: "Age: cross-entropy" },
  { figure: "ageAccuracy", title: "Age: accuracy (exact year)", percent: true },
  { figure: "ageError", title: "Age: mean absolute error, years" },
  { figure: "genderLoss", title: "Gender: cross-entropy" },
  { figure: "genderAccuracy", title: "Gender: accuracy", percent: true },
  { figure: "learningRate", title: "Learning rate" },
];

const layout = { columns: 3, left: 62, top: 92, width: 300, height: 190, gapX: 76, gapY: 74 };
const size = {
  width: layout.left + layout.columns * layout.width + (layout.columns - 1) * layout.gapX + 24,
  height: layout.top + 2 * layout.height + layout.gapY + 46,
};
/** More points than pixels show nothing. */
const mostPoints = 600;

/**
 * Draws how a training went: loss and accuracy of both tasks, the age error and the learning rate over the steps, training
 * (smoothed, the single values faint behind it) and validation, stage after stage, as the document's code does it.
 *
 * @param metrics - As `readMetrics` gives them, in the order of the steps.
 * @returns An SVG picture, 1,114 x 592 pixels.
 *
 * @example
 * ```ts
 * await writeFile("curves.svg", plotTrainingCurves(await readMetrics(folderStorage("run"))));
 * ```
 */
export function plotTrainingCurves(
  metrics: readonly TrainingCurveLine[],
  { title = "Training curves", smoothing = 0.9 }: TrainingCurvesOptions = {},
): string {
  const stages = stageOffsets(metrics);
  const positioned = metrics.map((line) => ({ line, x: stages.get(line.stage)! + line.step }));
  const last = positioned.reduce((most, { x }) => Math.max(most, x), 1);
  const x = createScale([], { lowest: 0, highest: last });
  const marks = stages.size > 1 ? [...stages].map(([label, offset]) => ({ x: offset, label })) : [];
  const charts = panels.map(({ figure, title: name, percent = false }, index) => {
    const column = index % layout.columns;
    const row = Math.floor(index / layout.columns);
    const frame = {
      left: layout.left + column * (layout.width + layout.gapX),
      top: layout.top + row * (layout.height + layout.gapY),
      width: layout.width,
      height: layout.height,
    };
    const pointsOf = (kind: TrainingCurveLine["kind"]): CurvePoint[] =>
      positioned
        .filter(({ line }) => line.kind === kind && figure in line)
        .map(({ line, x }) => [x, line[figure] ?? null]);
    const curves =
      figure === "learningRate"
        ? [plain(pointsOf("step"))]
        : trainingAndValidation(pointsOf("step"), pointsOf("validation"), smoothing);
    return drawLineChart({ title: name, curves, x, marks, frame, percent });
  });
  const { width, height } = size;
  const entries = Object.entries(colours).map(([name, colour]) => ({ name, colour }));
  return drawPicture(
    [
      drawLegend(entries, { left: layout.left, top: 60, width }).svg,
      ...charts,
      drawText("steps", "tick", { x: width / 2, y: height - 8, anchor: "middle" }),
    ],
    { width, height, title, left: layout.left },
  );
}

/** How many steps of earlier stages lie before each stage. */
function stageOffsets(metrics: readonly TrainingCurveLine[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const { stage, step } of metrics) lengths.set(stage, Math.max(lengths.get(stage) ?? 0, step));
  let offset = 0;
  return new Map(
    [...lengths].map(([stage, length]) => {
      const start = offset;
      offset += length;
      return [stage, start];
    }),
  );
}

function plain(points: readonly CurvePoint[]): Curve {
  return { points: thinOut(points, mostPoints), colour: colours.training, width: 1.8, opacity: 1 };
}

function trainingAndValidation(
  training: readonly CurvePoint[],
  validation: readonly CurvePoint[],
  smoothing: number,
): Curve[] {
  const thin = thinOut(training, mostPoints);
  const measured = thinOut(validation, mostPoints);
  // A tenth of the curve is as much past as smoothing may look at.
  const fewPoints = Math.max(0, 1 - 10 / thin.length);
  return [
    { points: thin, colour: colours.training, width: 1, opacity: 0.25 },
    { points: smooth(thin, Math.min(smoothing, fewPoints)), colour: colours.training, width: 1.8, opacity: 1 },
    { points: measured, colour: colours.validation, width: 1.8, opacity: 1, dots: measured.length <= 40 },
  ];
}
