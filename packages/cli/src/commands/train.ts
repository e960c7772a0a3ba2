import { availableParallelism } from "node:os";
import { lockFolder } from "@fagr/core/files";
import type { MonitoredFigure, TrainingBackendName } from "@fagr/training";
import { type Command, Option } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { ageRange, numberAbove, share, wholeNumber, wholeNumberFromZero } from "../options";
import { calibrateTrained } from "../train/calibrate-trained";
import { chooseRecipe } from "../train/choose-recipe";
import { loadInitialWeights, loadTrainedWeights } from "../train/load-trained-weights";
import { smallCropsWarning } from "../train/small-crops-warning";
import { drawCurves, toJson, toLines } from "../train/training-output";
import { TrainingProgress } from "../train/training-progress";
import { rememberOrigins } from "../train/weights-origin";

interface TrainCommandOptions {
  crops: string;
  out: string;
  recipe: string;
  steps?: number;
  batch?: number;
  learningRate?: number;
  seed?: number;
  workers?: number;
  backend: TrainingBackendName;
  allowSoftwareAdapter?: boolean;
  validationShare: number;
  trainingShare?: number;
  validateEvery: number;
  checkpointEvery: number;
  keepBest: number;
  monitor: MonitoredFigure;
  weights: "last" | "best";
  earlyStopping?: number;
  extend?: boolean;
  initialWeights?: string;
  ages?: [minimum: number, maximum: number];
  teacher: string[];
  licence: string;
  plan?: boolean;
  json?: boolean;
}

const help = `
Recipes: fitted (compact with batches fitted to your data, which it prints), document (gender on CelebA first, then both
tasks in the document's group-balanced batches; 1,270,000 steps), fine-tune (improves trained weights on a few hundred faces
of your own, in minutes), compact (both tasks at once, for tens of thousands of pictures), plain, arc-face; or a file, see
docs/guides/recipes.md.

  fagr prepare utkface:data/utkface --out crops
  fagr train --crops crops --recipe document --out run

  fagr prepare csv:my-faces/labels.csv --out my-crops
  fagr train --crops my-crops --recipe fine-tune --validation-share 0.3 --out my-run

The folder gets checkpoints, metrics.jsonl, curves.svg and at the end manifest.json with the weights, calibrated on the
validation split, for fagr evaluate --model run/manifest.json. Ctrl-C stops the training; the same command continues it and
ends with the same weights.`;

/** `fagr train`: packed crops become a model. */
export const registerTrain: RegisterCommand = (program, context) => {
  const command = program
    .command("train")
    .description("train a model on prepared crops")
    .requiredOption("--crops <folder>", "packed crops, see fagr prepare")
    .requiredOption("--out <folder>", "folder of the training; an interrupted training continues from there")
    .option("--recipe <name>", "a recipe's name or file (.json, .mjs)", "fitted")
    .option("--steps <number>", "steps of every stage (overrides the recipe)", wholeNumber)
    .option("--batch <number>", "faces in a batch (overrides the recipe)", wholeNumber)
    .option("--learning-rate <number>", "the (highest) learning rate (overrides the recipe)", numberAbove(0))
    .option("--seed <number>", "seed of random numbers (overrides the recipe)", wholeNumber)
    .option(
      "--workers <number>",
      "worker threads (default: one per core on wasm, 1 on other backends); 0: none",
      wholeNumberFromZero,
    )
    .addOption(
      new Option("--backend <name>", "the tfjs backend")
        .choices(["wasm", "webgpu", "tfjs-node", "cpu"])
        .default("wasm"),
    )
    .option("--allow-software-adapter", "let webgpu run on a software adapter, which is slow")
    .option("--validation-share <share>", "share of the distinct pictures for the validation split", share, 0.1)
    .option("--training-share <share>", "share of the distinct pictures to train on (default: all the others)", share)
    .option("--validate-every <steps>", "steps between validations", wholeNumber, 500)
    .option("--checkpoint-every <steps>", "steps between checkpoints", wholeNumber, 200)
    .option("--keep-best <number>", "number of best checkpoints to keep", wholeNumber, 1)
    .addOption(
      new Option("--monitor <figure>", "figure that decides which validation is best")
        .choices(["loss", "ageLoss", "ageAccuracy", "ageError", "genderLoss", "genderAccuracy"])
        .default("loss"),
    )
    .addOption(
      new Option("--weights <which>", "which weights to save at the end").choices(["last", "best"]).default("last"),
    )
    .option("--early-stopping <validations>", "end a stage after this many validations without gain", wholeNumber)
    .option("--extend", "continue a finished training, with more --steps or another learning rate")
    .option(
      "--initial-weights <place>",
      'weights to start from: a manifest.json, a folder with checkpoints or "all-ages" (default for fine-tune: the shipped weights)',
    )
    .option("--ages <range>", "age range of a fine-tuned network (default: that of its initial weights)", ageRange)
    .option(
      "--teacher <place>",
      'weights whose answers a recipe with "distillation" teaches, given in the same way; repeat for several',
      (place: string, before: string[]) => [...before, place],
      [],
    )
    .option("--licence <text>", "for the manifest", "as the licences of the training data demand")
    .option("--plan", "do not train: write the training plan and the initial weights, for TensorFlow")
    .option("--json", "print one JSON object")
    .addHelpText("after", help);
  command.action((options: TrainCommandOptions, running: Command) => {
    if (options.allowSoftwareAdapter && options.backend !== "webgpu")
      running.error("error: --allow-software-adapter is for --backend webgpu");
    return trainModel(options, context);
  });
};

async function trainModel(options: TrainCommandOptions, context: CommandContext): Promise<void> {
  const { openCropSet, splitCropSet } = await import("@fagr/data");
  const { enableRelaxedSimd } = await import("@fagr/core");
  const { architectureOf, earlyStopping, train } = await import("@fagr/training");
  const { out: folder, backend: name, workers = name === "wasm" ? availableParallelism() : 1 } = options;
  const { validationShare, trainingShare } = options;
  const data = splitCropSet(await openCropSet(options.crops), {
    validationShare,
    ...(trainingShare === undefined ? {} : { trainingShare }),
  });
  const samples = Array.from(data.training, (index) => data.crops.manifest.samples[index]!);
  const initial = await loadInitialWeights(options, context);
  const made = { samples, architecture: initial?.architecture, ages: options.ages };
  const recipe = await chooseRecipe(options, { ...made, note: context.note });
  const teachers = await Promise.all(options.teacher.map((teacher) => loadTrainedWeights(teacher, context)));
  if (name === "wasm") enableRelaxedSimd();
  const inputSize = Math.max(...recipe.stages.map((stage) => architectureOf(stage).inputSize));
  const progress = new TrainingProgress(context);
  const warning = smallCropsWarning(inputSize, data.crops);
  if (warning) context.note(warning);
  const origins = await rememberOrigins(
    folder,
    [...(initial ? [initial] : []), ...teachers].map(({ origin }) => origin),
  );
  if (options.plan) {
    await using _lock = await lockFolder(folder, "fagr train --plan");
    const { writePlan } = await import("../train/write-plan");
    const { licence } = options;
    for (const file of await writePlan(recipe, { ...data, folder, licence, initial, origins })) context.print(file);
    return;
  }
  const result = await train({
    ...data,
    recipe,
    folder,
    workers,
    backend: { name, allowSoftwareAdapter: options.allowSoftwareAdapter ?? false },
    validateEvery: options.validateEvery,
    checkpointEvery: options.checkpointEvery,
    keep: { best: options.keepBest, monitor: options.monitor },
    weights: options.weights,
    extend: options.extend ?? false,
    ...(initial ? { initialWeights: initial.weights, initialAgeRange: initial.architecture.ageRange } : {}),
    teachers,
    callbacks:
      options.earlyStopping === undefined
        ? []
        : [earlyStopping({ monitor: options.monitor, patience: options.earlyStopping })],
    signal: context.signal,
    onEvent: (event) => progress.show(event),
  });
  await using _lock = await lockFolder(folder, "fagr train");
  const curves = await drawCurves(folder, recipe.name);
  if (result.interrupted) {
    context.note(`Stopped after step ${result.step} of "${result.stage}". Run the same command again to continue.`);
    return;
  }
  const { writeWeights } = await import("../train/write-weights");
  const manifest = await writeWeights(result, {
    ...data,
    folder,
    name: recipe.name,
    licence: options.licence,
    stages: recipe.stages,
    origins,
  });
  await calibrateTrained(manifest, data, context);
  for (const line of options.json ? [toJson(result, { manifest, curves })] : toLines(result, { manifest, curves }))
    context.print(line);
}
