import type { AgeGenderPrediction } from "@fagr/core";
import { lockFolder, writeWholeFile } from "@fagr/core/files";
import { annotateImage } from "../annotate/annotate-image";
import { OutputFiles } from "../annotate/output-files";
import type { CommandContext, RegisterCommand } from "../context";
import { type AnalyzedFile, analyzeFiles } from "../engine/analyze-files";
import { openDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import { findImages } from "../find-images";
import { addDetectorOptions, addModelOptions, type DetectorOptions, type ModelOptions, numberBelow } from "../options";
import { escapeControls } from "../output/escape-controls";
import { ImageProgress } from "../output/image-progress";
import { percent } from "../output/numbers";

type AnswerOfFile = Extract<AnalyzedFile, { image: unknown }>;

interface PredictCommandOptions extends ModelOptions, DetectorOptions {
  json?: boolean;
  annotate?: string;
  interval: number;
  mirror?: boolean;
}

/** `fagr predict`: age and gender of every face in pictures. */
export const registerPredict: RegisterCommand = (program, context) => {
  const command = program
    .command("predict")
    .description("guess the age and gender of every face in pictures")
    .argument("<inputs...>", "files, folders (searched to the bottom) or globs")
    .option("--json", "print one JSON object a file on a line")
    .option("--annotate <folder>", "write pictures with boxes and labels into this folder")
    .option("--interval <probability>", "probability that the age interval holds", numberBelow(1), 0.8)
    .option("--mirror", "average each face with its mirror image: twice the work");
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
  if (annotations > 0) note(`${annotations} pictures that fagr has drawn on are no inputs, and are left out.`);
  if (leftOut.length > 0) context.fail();
  for (const line of leftOut) note(line);
  const sources = found.map(({ file }) => file);
  const outputFiles = options.annotate === undefined ? null : await OutputFiles.create(options.annotate, sources);
  const model = await openModel(options, context);
  const detector = options.crops ? null : await openDetector(options, context);
  const progress = new ImageProgress(found.length, context);
  let annotated = 0;
  try {
    const answers = analyzeFiles(found, {
      model,
      detector,
      signal,
      // Finding faces takes far longer than guessing about them, so with a detector each answer is given at once.
      imagesAtOnce: detector ? 1 : 32,
      intervalProbability: options.interval,
      mirror: options.mirror ?? false,
    });
    for await (const answer of answers) {
      if ("error" in answer) {
        context.fail();
        if (options.json) print(JSON.stringify({ file: answer.file, error: answer.error.message }));
        else note(escapeControls(`${answer.file}: ${answer.error.message}`));
      } else {
        const path = outputFiles && (await writeAnnotated(answer, outputFiles, context));
        if (path !== null) annotated++;
        if (options.json) print(toJson(answer, path));
        else for (const line of toLines(answer, model.manifest.labels.age)) print(line);
      }
      signal.throwIfAborted();
      progress.imageDone();
    }
    if (annotated > 0 && !options.json) note(`The annotated pictures are in ${annotate}.`);
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
}

/** The path of the picture; null where it could not be written, which is told, and the others go on. A full disk ends the run. */
async function writeAnnotated(
  { file, image, faces }: AnswerOfFile,
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

function toJson({ file, image, faces }: AnswerOfFile, annotated: string | null): string {
  return JSON.stringify({
    file,
    width: image.width,
    height: image.height,
    faces: faces.map(({ box: { x, y, width, height }, score, ...face }) => ({
      box: { x, y, width, height },
      score,
      age: face.age,
      ageInterval: face.ageInterval,
      gender: face.gender,
      genderProbability: face.genderProbability,
      ...(face.outsideAgeRange ? { outsideAgeRange: face.outsideAgeRange } : {}),
      ...(face.noFaceProbability === undefined ? {} : { noFaceProbability: face.noFaceProbability }),
    })),
    ...(annotated === null ? {} : { annotated }),
  });
}

function toLines({ file: name, faces }: AnswerOfFile, ages: AgeLabels): string[] {
  const file = escapeControls(name);
  if (faces.length === 0) return [`${file}: no face found`];
  return faces.map((face) => {
    const { box, age, gender, genderProbability } = face;
    const [lowest, highest] = face.ageInterval.map(Math.round);
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
    const guess = [`${Math.round(age)} years (${lowest}-${highest})`, `${gender} ${percent(genderProbability)}`];
    return `${file}: ${[...guess, ...describeOutside(face, ages)].join(", ")}, box ${width}x${height} at ${x},${y}`;
  });
}

type AgeLabels = { readonly minimum: number; readonly maximum: number };

/** What is more likely than not about a face that the model does not know. */
function describeOutside(face: AgeGenderPrediction, { minimum, maximum }: AgeLabels): string[] {
  const { outsideAgeRange: { younger = 0, older = 0 } = {}, noFaceProbability = 0 } = face;
  return [
    ...(younger > 0.5 ? [`younger than ${minimum} (${percent(younger)})`] : []),
    ...(older > 0.5 ? [`older than ${maximum} (${percent(older)})`] : []),
    ...(noFaceProbability > 0.5 ? [`no face (${percent(noFaceProbability)})`] : []),
  ];
}
