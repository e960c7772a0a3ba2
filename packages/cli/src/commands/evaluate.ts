import { lockFolder } from "@fagr/core/files";
import type { Predictions } from "@fagr/evaluation";
import type { Command } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { openNamedDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import type { Selection } from "../evaluate/choose-faces";
import {
  addDetectorOptions,
  addDetectorSizeOption,
  addFaceSelectionOptions,
  addModelOptions,
  ageRange,
  type DetectorOptions,
  type ModelOptions,
} from "../options";
import { evaluationToLines, missingAgesNotes } from "../output/evaluation-tables";
import { type NamedDataSet, parseSource } from "../prepare/parse-source";

/** The command line of `fagr evaluate`. */
export interface EvaluateOptions extends ModelOptions, DetectorOptions, Omit<Selection, "ages"> {
  labels?: string;
  images?: string;
  cropSet?: string;
  predictions?: string[];
  ages?: [lowest: number, highest: number];
  mirror?: boolean;
  out?: string;
  overwrite?: boolean;
  json?: boolean;
}

const help = `
A data set is reader:path, or name=reader:path to give it another name, as for fagr prepare; readers and their options are
in docs/guides/data-sets.md. Each is measured separately; the tables show them side by side.

  fagr evaluate UTKFace=utkface:data/utkface "Mine=csv:data/mine/labels.csv" --out report
  fagr evaluate UTKFace=utkface:data/utkface --part validation --out report     # what fagr train set apart
  fagr evaluate --predictions report/*.jsonl other/*.jsonl --out together       # drawn again, nothing rerun

Every distinct picture counts once; copies whose labels contradict each other are left out. One face per picture is
measured: of several, the one with the largest area x closeness to the centre. If no face is found, the
whole picture is used, and counted as such. Known ages outside the model's range are counted but not in the age error.

--out keeps the predictions (predictions-NAME.jsonl), report.json, report.md and the plots as SVG and PNG. The same
command goes on where it was stopped. See docs/guides/evaluation.md.`;

/** `fagr evaluate`: gender metrics and the age error of a model on labelled pictures. */
export const registerEvaluate: RegisterCommand = (program, context) => {
  const command = program
    .command("evaluate")
    .description("measure a model on labelled pictures: gender, age, groups, calibration, with confidence intervals")
    .argument("[data set...]", "labelled pictures, such as utkface:data/utkface", parseSource)
    .option("--labels <csv>", "short for csv:<csv>: pictures labelled by the columns file, age and gender")
    .option("--images <folder>", "where the pictures of --labels are (default: the folder of the labels)")
    .option("--crop-set <folder>", "packed crops, see fagr prepare: no detector, no decoding")
    .option("--predictions <files...>", "stored predictions to measure and plot again")
    .option("--out <folder>", "folder for predictions, report and plots")
    .option("--overwrite", "replace predictions of another run in the folder")
    .option("--ages <range>", "only faces of these known ages, such as 21-60 (and those of unknown age)", ageRange)
    .option("--gender-only", "measure gender only, without faces of unknown gender")
    .option("--mirror", "average each face with its mirror image: twice the work")
    .option("--json", "print one JSON object per data set, one per line")
    .addHelpText("after", help);
  addFaceSelectionOptions(command);
  addModelOptions(addDetectorSizeOption(addDetectorOptions(command))).action(
    (sets: NamedDataSet[] | undefined, options: EvaluateOptions, running: Command) => {
      checkInputs(sets ?? [], options, running);
      return evaluate(sets ?? [], options, context);
    },
  );
};

/** Options of prediction, which do not apply to stored predictions. */
const predictingOptions = [
  ...["model", "backend", "mirror", "crops", "detector", "detectorModel", "detectorSize"],
  ...["part", "validationShare", "limit", "seed", "overwrite"],
];

function checkInputs(sets: readonly NamedDataSet[], options: EvaluateOptions, running: Command): void {
  const pictures = sets.length > 0 || options.labels !== undefined || options.cropSet !== undefined;
  if (options.predictions ? pictures : !pictures)
    running.error(
      "error: expected data sets, such as utkface:data/utkface, or --labels, --crop-set or --predictions alone",
    );
  if (options.images !== undefined && options.labels === undefined) running.error("error: --images is for --labels");
  const idle = running.options.find(
    (option) =>
      predictingOptions.includes(option.attributeName()) &&
      running.getOptionValueSource(option.attributeName()) === "cli",
  );
  if (options.predictions && idle)
    running.error(`error: ${idle.long} is for pictures and has no effect on --predictions`);
}

async function evaluate(sets: readonly NamedDataSet[], options: EvaluateOptions, context: CommandContext) {
  await using _lock = options.out === undefined ? null : await lockFolder(options.out, "fagr evaluate");
  const { measureRuns } = await import("../evaluate/measure-runs");
  const { predictions: files, out, json } = options;
  const runs = files ? await readRuns(files) : await predictRuns(sets, options, context);
  const measured = measureRuns(runs, options);
  if (measured.some(({ failed }) => failed > 0)) context.fail();
  const lines = json ? measured.map((run) => JSON.stringify(run)) : evaluationToLines(measured);
  for (const line of lines) context.print(line);
  for (const note of missingAgesNotes(measured)) context.note(note);
  if (out === undefined) return;
  const { writeReport } = await import("../evaluate/write-report");
  const written = await writeReport(out, measured);
  if (!json) context.note(`Written to ${out}: ${written.join(", ")}.`);
}

async function readRuns(files: readonly string[]): Promise<Predictions[]> {
  const { readPredictions } = await import("@fagr/evaluation");
  return Promise.all(files.map((file) => readPredictions(file)));
}

async function predictRuns(
  sets: readonly NamedDataSet[],
  options: EvaluateOptions,
  context: CommandContext,
): Promise<Predictions[]> {
  const { openFaceSets } = await import("../evaluate/open-face-sets");
  const { predictSets } = await import("../evaluate/predict-sets");
  const { part, validationShare, limit, seed, ages, genderOnly, mirror = false, out, overwrite = false } = options;
  const selection: Selection = { part, validationShare, limit, seed, ages, genderOnly };
  const faceSets = await openFaceSets({ ...options, sets }, selection, context);
  const model = await openModel(options, context);
  const looksForFaces = !options.crops && faceSets.some(({ located }) => !located);
  const detector = looksForFaces ? await openNamedDetector(options, context) : null;
  try {
    return await predictSets(faceSets, { model, detector, mirror, selection, out, overwrite, context });
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
}
