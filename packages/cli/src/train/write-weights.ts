// `fagr train`: choosing or fitting the recipe, progress, and at the end the weights with calibration, tables and plots.
import { join } from "node:path";
import { writeWholeFile } from "@fagr/core/files";
import { saveWeights, type Task, type TrainingData, tasksOf } from "@fagr/core/network";
import type { CropSet } from "@fagr/data";
import { architectureOf, type Recipe, selectSamples, type TrainResult } from "@fagr/training";
import { applyLabelRules, hasAge } from "@fagr/training/building-blocks";
import { joinLicences, joinTrainingData, type WeightsOrigin } from "./weights-origin";

/** What is told of weights beside their numbers. */
export interface WeightsOptions {
  readonly folder: string;
  /** Name of the model. */
  readonly name: string;
  readonly licence: string;
  /** All stages that made them, the last one last. */
  readonly stages: readonly Recipe[];
  /** Where their first weights and their teachers come from. */
  readonly origins: readonly WeightsOrigin[];
  readonly crops: CropSet;
  /** Indices into the crops. */
  readonly training: Int32Array;
}

/** Writes `manifest.json` and the file of numbers; answers the manifest's path. */
export async function writeWeights(result: TrainResult, options: WeightsOptions): Promise<string> {
  const { folder, name, licence, stages, origins } = options;
  const recipe = stages.at(-1)!;
  const { manifest, data } = await saveWeights(result.weights, {
    name,
    version: "0.1.0",
    description: [
      `${result.step} ${result.step === 1 ? "step" : "steps"} of the recipe "${recipe.name}"`,
      ...origins.map(({ weights }) => `from ${weights}`),
    ].join(", "),
    licence: joinLicences([licence, ...origins.map((origin) => origin.licence)]),
    file: `${name}.bin`,
    architecture: architectureOf(recipe),
    tasks: learnedTasks(options),
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    trainingData: joinTrainingData([...origins.map(({ trainingData }) => trainingData), describeTrainingData(options)]),
  });
  await writeWholeFile(join(folder, manifest.files[0].path), data);
  const file = join(folder, "manifest.json");
  await writeWholeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return file;
}

/** What the stages had labels and a loss for, and what the weights that they began with or were taught by had learned. */
function learnedTasks({ crops, stages, training, origins }: WeightsOptions): Task[] {
  const { samples } = crops.manifest;
  const isTaught = (task: Task) =>
    stages.some((recipe) => {
      if (recipe.loss[task] === null) return false;
      const { ageRange } = architectureOf(recipe);
      return selectSamples(training, { samples, recipe }).some((index) => {
        const sample = applyLabelRules(samples[index]!, { rules: recipe.labels ?? {}, ageRange });
        return task === "age" ? hasAge(sample, ageRange) : sample.gender !== null;
      });
    });
  const known = origins.flatMap((origin) => tasksOf(origin));
  return tasksOf({}).filter((task) => known.includes(task) || isTaught(task));
}

/** The data sets of all stages, with the labels that they have. */
function describeTrainingData({ crops, stages, training, licence }: WeightsOptions): TrainingData[] {
  const { samples } = crops.manifest;
  const indices = new Set(stages.flatMap((recipe) => [...selectSamples(training, { samples, recipe })]));
  const taught = Object.keys(architectureOf(stages.at(-1)!).attributes ?? {});
  const used = Array.from(indices, (index) => samples[index]!);
  return [...new Set(used.map(({ source }) => source))].map((name) => {
    const own = used.filter(({ source }) => source === name);
    const labels = [
      own.some(({ age, ageBand }) => age !== null || ageBand) ? "age" : [],
      own.some(({ gender }) => gender !== null) ? "gender" : [],
      taught.filter((name) => own.some(({ attributes }) => attributes?.[name] !== undefined)),
    ].flat();
    return { name, licence, images: own.length, labels: labels.join(", ") };
  });
}
