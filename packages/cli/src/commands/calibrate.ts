import type { Calibration } from "@fagr/core/network";
import type { Command } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { addModelOptions, type ModelOptions, share } from "../options";

interface CalibrateCommandOptions extends Pick<ModelOptions, "backend"> {
  crops: string;
  validationShare: number;
  dryRun?: boolean;
  json?: boolean;
}

const help = `
Calibrates a model: its age intervals, its probabilities of gender and of further attributes, and, if there are enough such
faces, how it recognises faces younger or older than its age range. It uses the validation split that fagr train made with the
same share.

  fagr calibrate run/manifest.json --crops crops`;

/** `fagr calibrate`: calibrates a model of your own. */
export const registerCalibrate: RegisterCommand = (program, context) => {
  const command = program
    .command("calibrate")
    .description("calibrate a model's intervals and probabilities on faces that its training never saw")
    .argument("<manifest>", "the model's manifest.json; the calibration is written into it")
    .requiredOption("--crops <folder>", "the packed crops that the model was trained on, see fagr prepare")
    .option("--validation-share <share>", "share of the distinct pictures in the validation split", share, 0.1)
    .option("--dry-run", "print the calibration without writing it")
    .option("--json", "print one JSON object")
    .addHelpText("after", help);
  const [backend] = addModelOptions(command.createCommand()).options.filter(({ long }) => long === "--backend");
  command
    .addOption(backend!)
    .action((manifest: string, options: CalibrateCommandOptions, _running: Command) =>
      calibrate(manifest, options, context),
    );
};

async function calibrate(file: string, options: CalibrateCommandOptions, context: CommandContext): Promise<void> {
  const { openCropSet, splitCropSet } = await import("@fagr/data");
  const { calibrateManifest } = await import("../calibrate/calibrate-manifest");
  const { crops, validation } = splitCropSet(await openCropSet(options.crops), {
    validationShare: options.validationShare,
  });
  const { backend, dryRun = false, json } = options;
  const calibration = await calibrateManifest(file, { crops, faces: validation, backend, dryRun }, context);
  for (const line of json ? [JSON.stringify(calibration)] : calibrationToLines(calibration)) context.print(line);
  if (!dryRun) context.note(`Written into ${file}.`);
}

/** A calibration as lines of text. */
function calibrationToLines({
  ageTemperature,
  ageTemperatureSlope = 0,
  ageReach,
  genderTemperature,
  attributeTemperatures = {},
  ageRange,
  noFace,
}: Calibration): string[] {
  return [
    `age temperature     ${ageTemperature}, slope ${ageTemperatureSlope}`,
    `reach above the age ${ageReach ? `${ageReach.above}, slope ${ageReach.slope}` : "1: another needs 100 faces in each of two age groups"}`,
    `gender temperature  ${genderTemperature}`,
    ...Object.entries(attributeTemperatures).map(
      ([name, temperature]) => `${`${name} temperature`.padEnd(19)} ${temperature}`,
    ),
    `younger and older   ${ageRange ? "fitted" : "not fitted: this takes 30 faces younger and 30 older than the model's age range"}`,
    `no face             ${noFace ? "fitted" : "not fitted: packed crops are all faces"}`,
  ];
}
