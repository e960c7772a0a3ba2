import type { AgeGenderPrediction } from "@fagr/core";
import { lockFolder, writeWholeFile } from "@fagr/core/files";
import { annotateImage } from "../annotate/annotate-image";
import { OutputFiles } from "../annotate/output-files";
import type { CommandContext, RegisterCommand } from "../context";
import { type AnalyzedImage, analyzeImages } from "../engine/analyze-images";
import { locateAllFaces, locateWholeImage } from "../engine/locate-faces";
import { openDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import { findImages } from "../find-images";
import { addDetectorOptions, addModelOptions, type DetectorOptions, type ModelOptions, numberBelow } from "../options";
import { ImageProgress } from "../output/image-progress";
import { percent } from "../output/numbers";

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
  const found = await findImages(inputs);
  const sources = found.map(({ file }) => file);
  const outputFiles = options.annotate === undefined ? null : await OutputFiles.create(options.annotate, sources);
  const model = await openModel(options, context);
  const detector = options.crops ? null : await openDetector(options, context);
  const progress = new ImageProgress(found.length, context);
  try {
    const answers = analyzeImages(found, {
      model,
      locate: detector ? locateAllFaces(detector) : locateWholeImage,
      signal,
      // Finding faces takes far longer than guessing about them, so with a detector each answer is given at once.
      imagesAtOnce: detector ? 1 : 32,
      predict: { intervalProbability: options.interval, mirror: options.mirror ?? false },
    });
    for await (const answer of answers) {
      if ("error" in answer) {
        context.fail();
        if (options.json) print(JSON.stringify(answer));
        else note(`${answer.file}: ${answer.error}`);
      } else {
        const annotated = outputFiles && (await writeAnnotated(answer, outputFiles));
        if (options.json) print(toJson(answer, annotated));
        else for (const line of toLines(answer, model.manifest.labels.age)) print(line);
      }
      signal.throwIfAborted();
      progress.imageDone();
    }
    if (outputFiles && !options.json) note(`The annotated pictures are in ${options.annotate}.`);
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
}

async function writeAnnotated({ file, image, faces }: AnalyzedImage, files: OutputFiles): Promise<string> {
  const { path, format } = await files.fileFor(file);
  await writeWholeFile(path, await annotateImage(image, faces, format));
  return path;
}

function toJson({ file, image, faces }: AnalyzedImage, annotated: string | null): string {
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

function toLines({ file, faces }: AnalyzedImage, ages: AgeLabels): string[] {
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
