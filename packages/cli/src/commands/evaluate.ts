import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type AgeGenderPrediction, InvalidArgumentError } from "@fagr/core";
import type { KnownFace } from "@fagr/training/evaluation";
import type { CommandContext, RegisterCommand } from "../context";
import { analyzeImages } from "../engine/analyze-images";
import { locateMostCentralFace, locateWholeImage } from "../engine/locate-faces";
import { openDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import { addDetectorOptions, addModelOptions, type DetectorOptions, type ModelOptions } from "../options";
import { reportToJson, reportToLines } from "../output/evaluation-report";
import { ImageProgress } from "../output/image-progress";

interface EvaluateOptions extends ModelOptions, DetectorOptions {
  labels: string;
  images?: string;
  json?: boolean;
}

const help = `
The labels are a CSV file with the columns file (below the folder of images), age (years, or blank) and gender
(1 male, 0 female, or blank); other columns are ignored. One face an image is measured: where several are found, the
one with the greatest area x closeness to the centre; where none is found, the whole image. Ages outside the model's
own range are left out of the age error and counted in outsideAgeRange.`;

/** `fagr evaluate`: gender metrics and the age error of a model on labelled images. */
export const registerEvaluate: RegisterCommand = (program, context) => {
  const command = program
    .command("evaluate")
    .description("measure a model on labelled images: gender metrics and the age error at every age")
    .requiredOption("--labels <csv>", "the labels")
    .option("--images <folder>", "where the images are (default: the folder of the labels)")
    .option("--json", "print one JSON object")
    .addHelpText("after", help);
  addModelOptions(addDetectorOptions(command)).action((options: EvaluateOptions) => evaluate(options, context));
};

async function evaluate(options: EvaluateOptions, context: CommandContext): Promise<void> {
  const { signal, print, note } = context;
  const { evaluatePredictions, readLabels } = await import("@fagr/training/evaluation");
  const rows = await readLabels(options.labels);
  const folder = options.images ?? dirname(options.labels);
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new InvalidArgumentError(`Expected a folder of images, but ${folder} is none. Name it with --images.`);
  const model = await openModel(options, context);
  const detector = options.crops ? null : await openDetector(options, context);
  const progress = new ImageProgress(rows.length, context);
  const labels: KnownFace[] = [];
  const predictions: AgeGenderPrediction[] = [];
  let noFace = 0;
  let row = 0;
  try {
    const answers = analyzeImages(
      rows.map(({ file }) => ({ file: join(folder, file) })),
      {
        model,
        locate: detector ? locateMostCentralFace(detector) : locateWholeImage,
        signal,
        imagesAtOnce: detector ? 8 : 32,
      },
    );
    for await (const answer of answers) {
      const label = rows[row++]!;
      if ("error" in answer) note(`${answer.file}: ${answer.error}`);
      else {
        const [face] = answer.faces;
        if (detector && face!.wholeImage) noFace++;
        labels.push(label);
        predictions.push(face!);
      }
      progress.imageDone();
    }
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
  const { age } = model.manifest.labels;
  const evaluation = evaluatePredictions(labels, predictions, { ageRange: [age.minimum, age.maximum] });
  const report = { ...evaluation, noFace, failed: rows.length - labels.length };
  if (report.failed > 0) context.fail();
  for (const line of options.json ? [reportToJson(report)] : reportToLines(report)) print(line);
}
