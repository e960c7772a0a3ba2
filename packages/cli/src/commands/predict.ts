// One file a command: its options, its help, and the calls it makes.
import { InvalidArgumentError } from "@fagr/core";
import { lockFolder, writeWholeFile } from "@fagr/core/files";
import { tasksOf } from "@fagr/core/network";
import { Option } from "commander";
import { annotateImage } from "../annotate/annotate-image";
import { OutputFiles } from "../annotate/output-files";
import type { CommandContext, RegisterCommand } from "../context";
import { type AnalyzedFile, analyzeFiles } from "../engine/analyze-files";
import { openDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import { findImages } from "../find-images";
import {
  addDetectorOptions,
  addModelOptions,
  type DetectorOptions,
  type ModelOptions,
  numberBelow,
  share,
  wholeNumber,
} from "../options";
import { escapeControls } from "../output/escape-controls";
import {
  type AnsweredFile,
  type FaceOutputOptions,
  toCsvHeader,
  toCsvLines,
  toJsonObject,
  toLines,
} from "../output/face-output";
import { ImageProgress } from "../output/image-progress";

interface PredictCommandOptions extends ModelOptions, DetectorOptions {
  json?: boolean;
  csv?: boolean;
  fullPrecision?: boolean;
  only?: "age" | "gender";
  atLeast?: number;
  annotate?: string;
  interval: number;
  mirror?: boolean;
  concurrency: number;
}

/** `fagr predict`: age and gender of every face in pictures. */
export const registerPredict: RegisterCommand = (program, context) => {
  const command = program
    .command("predict")
    .description("guess the age and gender of every face in pictures")
    .argument("<inputs...>", "files, folders (with their subfolders) or globs")
    .option("--json", "print one JSON object per file, one per line")
    .addOption(new Option("--csv", "print CSV: one line per face, with a header").conflicts("json"))
    .option("--full-precision", "with --json or --csv: print all digits, including insignificant ones")
    .addOption(new Option("--only <guess>", "print only this guess").choices(["age", "gender"]))
    .option(
      "--at-least <age>",
      "print the probability that somebody is at least this old; not an age check",
      wholeNumber,
    )
    .addOption(
      new Option("--min-score <score>", "lowest detector score of a face, 0..1 (default: the detector's own)")
        .argParser(share)
        .conflicts("crops"),
    )
    .option("--annotate <folder>", "write pictures with boxes and labels into this folder")
    .option("--interval <probability>", "probability that the age interval holds", numberBelow(1), 0.8)
    .option("--mirror", "average each face with its mirror image: twice the work")
    .option(
      "--concurrency <count>",
      "pictures to read and decode ahead, on other threads; each takes the memory of its pixels",
      wholeNumber,
      1,
    );
  addModelOptions(addDetectorOptions(command)).action((inputs: string[], options: PredictCommandOptions) =>
    predict(inputs, options, context),
  );
};

async function predict(
  inputs: readonly string[],
  options: PredictCommandOptions,
  context: CommandContext,
): Promise<void> {
  const { signal, print, note } = context;
  const { annotate } = options;
  await using _lock = annotate === undefined ? null : await lockFolder(annotate, "fagr predict --annotate");
  const { images: found, leftOut, annotations } = await findImages(inputs);
  if (annotations > 0) note(`${annotations} pictures are skipped because fagr annotated them.`);
  if (leftOut.length > 0) context.fail();
  for (const line of leftOut) note(line);
  const sources = found.map(({ file }) => file);
  const outputFiles = options.annotate === undefined ? null : await OutputFiles.create(options.annotate, sources);
  const model = await openModel(options, context);
  if (!model.manifest.calibration && !options.json && !options.csv)
    note(
      "This model is not calibrated: its intervals and probabilities come straight from the network. See fagr calibrate.",
    );
  const detector = options.crops ? null : await openDetector(options, context);
  const tasks = tasksOf(model.manifest);
  if (options.only && !tasks.includes(options.only))
    throw new InvalidArgumentError(
      `Expected --only ${tasks[0]}, the only task that "${model.manifest.name}" has learned, received --only ${options.only}.`,
    );
  const output: FaceOutputOptions = {
    ...options,
    ages: model.manifest.labels.age,
    attributes: model.manifest.labels.attributes,
    tasks,
  };
  const progress = new ImageProgress(found.length, context);
  const annotated: string[] = [];
  try {
    const answers = analyzeFiles(found, {
      model,
      detector,
      signal,
      // Finding faces takes far longer than guessing about them, so with a detector each answer is given at once.
      imagesAtOnce: detector ? 1 : 32,
      readAhead: options.concurrency,
      intervalProbability: options.interval,
      mirror: options.mirror ?? false,
      ...(options.atLeast === undefined ? {} : { probabilityAtLeast: options.atLeast }),
    });
    if (options.csv) print(toCsvHeader(output));
    for await (const answer of answers) {
      const path = "error" in answer || !outputFiles ? null : await writeAnnotated(answer, outputFiles, context);
      if (path !== null) annotated.push(path);
      if ("error" in answer) context.fail();
      if (options.json) print(toJson(answer, output, path));
      else if (options.csv) for (const line of toCsvLines(answer, output)) print(line);
      else if ("error" in answer) note(escapeControls(`${answer.file}: ${answer.error.message}`));
      else for (const line of toLines(answer, output)) print(line);
      signal.throwIfAborted();
      progress.imageDone();
    }
    if (annotated.length > 0 && !options.json && !options.csv)
      note(
        annotated.length === 1
          ? `With boxes and labels: ${escapeControls(annotated[0]!)}`
          : `${annotated.length} pictures with boxes and labels are in ${annotate}.`,
      );
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
}

/** The path of the picture; null where it could not be written, which is told, and the others go on. A full disk ends the run. */
async function writeAnnotated(
  { file, image, faces }: AnsweredFile,
  files: OutputFiles,
  context: CommandContext,
): Promise<string | null> {
  try {
    const { path, format } = await files.fileFor(file);
    await writeWholeFile(path, await annotateImage(image, faces, format));
    return path;
  } catch (error) {
    const { code } = Object((error as Error).cause) as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT" || code === "EROFS") throw error;
    context.fail();
    context.note(`${escapeControls(file)}: not annotated: ${(error as Error).message}`);
    return null;
  }
}

function toJson(answer: AnalyzedFile, output: FaceOutputOptions, annotated: string | null): string {
  if ("error" in answer) return JSON.stringify({ file: answer.file, error: answer.error.message });
  return JSON.stringify({ ...toJsonObject(answer, output), ...(annotated === null ? {} : { annotated }) });
}
