import { extname } from "node:path";
import { WeightsError } from "@fagr/core";
import { fetchBytes, type LoadedWeights, reasonOf } from "@fagr/core/backend";
import { readTextFile } from "@fagr/core/files";
import { checkManifest, type WeightsManifest } from "@fagr/core/network";
import type { CommandContext, RegisterCommand } from "../context";
import { writeExport } from "../export/write-export";
import { ageRange } from "../options";
import { byteSize, withThousands } from "../output/numbers";

interface ImportCommandOptions {
  out: string;
  name?: string;
  licence?: string;
  ages?: [minimum: number, maximum: number];
  like?: string;
}

/** `fagr import`: a model of Keras or tfjs-layers as one of ours. */
export const registerImport: RegisterCommand = (program, context) => {
  program
    .command("import")
    .description("import a model from Keras (.h5) or TensorFlow.js (a tfjs-layers model.json)")
    .argument("<file>", "model.h5, or model.json with the files that it names beside it")
    .requiredOption("--out <folder>", "folder for manifest.json and the weights")
    .option("--name <name>", "name of the model (default: its name in the file)")
    .option("--licence <text>", "licence of the model")
    .option("--ages <range>", "the ages of its classes, such as 0-100 (48 classes are 18-65)", ageRange)
    .option("--like <manifest>", "manifest.json of the model that it was made from, for labels and preprocessing")
    .action((file: string, options: ImportCommandOptions) => importFile(file, options, context));
};

async function importFile(file: string, options: ImportCommandOptions, context: CommandContext): Promise<void> {
  const weights = await readModel(file, options, context);
  const { manifest, tensors } = weights;
  const { file: written, bytes } = await writeExport(weights, { to: options.out, format: "fagr", dtype: "float32" });
  const parameters = [...tensors.values()].reduce((sum, { length }) => sum + length, 0);
  const { architecture, preprocessing, labels } = manifest;
  context.note(`Recognised ${architecture.name}: ${withThousands(parameters)} parameters, ${byteSize(bytes)}.`);
  context.note(
    `It is assumed to take ${preprocessing.colourOrder} pixels from ${preprocessing.range.join(" to ")} of ${preprocessing.boxScale} x the face's box, and to predict ages from ${labels.age.minimum} to ${labels.age.maximum}, female first. Edit ${written} if that is wrong.`,
  );
  if (options.like !== undefined)
    context.note(
      `Its licence and training data are those of ${options.like}: add the data that it was trained on since ("trainingData").`,
    );
  context.print(written);
}

async function readModel(
  file: string,
  { name, licence, ages, like }: ImportCommandOptions,
  { signal, fetch }: CommandContext,
): Promise<LoadedWeights> {
  const { importKeras, importTfjs } = await import("@fagr/convert");
  const options = {
    name,
    licence,
    ageRange: ages,
    like: like === undefined ? undefined : await readManifest(like),
  };
  if (extname(file).toLowerCase() === ".json") return importTfjs(file, { ...options, signal, fetch });
  return importKeras(await fetchBytes(file, { signal, fetch }), options);
}

async function readManifest(file: string): Promise<WeightsManifest> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readTextFile(file));
  } catch (error) {
    throw new WeightsError(`Expected a model's manifest.json at ${file}, but it cannot be read: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  checkManifest(manifest);
  return manifest;
}
